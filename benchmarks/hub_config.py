"""Configuration of the JupyterHub of ``make hub``: a process per learner, one password. Not for real classes."""

import os
from pathlib import Path

HOME, ENVIRONMENT = Path(os.environ["SANAD_HUB_HOME"]), Path(os.environ["SANAD_HUB_LEARNERS"])
PORT, HUB_PORT, PROXY_PORT = (int(port) for port in os.environ["SANAD_HUB_PORTS"].split())

c = get_config()  # noqa: F821 (JupyterHub's)
c.JupyterHub.bind_url = f"http://127.0.0.1:{PORT}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{HUB_PORT}"
c.JupyterHub.db_url = f"sqlite:///{HOME / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(HOME / "cookie_secret")
c.ConfigurableHTTPProxy.command = os.environ["SANAD_HUB_PROXY"].split("\n")
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{PROXY_PORT}"
c.ConfigurableHTTPProxy.pid_file = str(HOME / "proxy.pid")
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = os.environ["SANAD_HUB_PASSWORD"]
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"  # SimpleLocalProcessSpawner: needs no system accounts
c.SimpleLocalProcessSpawner.home_dir_template = str(HOME / "homes" / "{username}")
c.Spawner.notebook_dir = str(HOME / "homes" / "{username}")
c.Spawner.cmd = [str(ENVIRONMENT / "bin" / "jupyterhub-singleuser")]
c.Spawner.args = os.environ["SANAD_HUB_OPTIONS"].split()
c.Spawner.start_timeout = c.Spawner.http_timeout = 180
# Binder's environment comes first in PATH; each learner has a separate runtime folder.
c.Spawner.environment = {
    "PATH": os.pathsep.join([str(ENVIRONMENT / "bin"), os.environ["PATH"]]),
    "JUPYTER_RUNTIME_DIR": lambda spawner: str(HOME / "homes" / spawner.user.name / ".runtime"),
}
