"""Jupyter front ends: the JupyterLab extension and the JupyterLite site."""
