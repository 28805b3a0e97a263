"""A hundred injection payloads: HTML, attributes, links, templates, Markdown, direction, names."""

from __future__ import annotations

_HIT = "window.hit=1"
_ELEMENTS = [
    f"<script>{_HIT}</script>",
    f"</script><script>{_HIT}</script>",
    f"<ScRiPt>{_HIT}//",
    f"<script src=data:text/javascript,{_HIT}></script>",
    f"<img src=x onerror={_HIT}>",
    f'<img src="x" onerror="{_HIT}"/>',
    f"<svg/onload={_HIT}>",
    f"<svg><script>{_HIT}</script></svg>",
    f"<svg><animate onbegin={_HIT} attributeName=x dur=1s>",
    f"<math><mtext><style><img src=x onerror={_HIT}></style></mtext></math>",
    f"<iframe src=javascript:{_HIT}></iframe>",
    f"<iframe srcdoc='<script>parent.{_HIT}</script>'></iframe>",
    f"<object data=javascript:{_HIT}></object>",
    f"<embed src=javascript:{_HIT}>",
    f"<details open ontoggle={_HIT}><summary>x</summary></details>",
    f"<input autofocus onfocus={_HIT}>",
    f"<body onload={_HIT}>",
    f"<video><source onerror={_HIT}></video>",
    f"<a href=javascript:{_HIT}>x</a>",
    f"<form action=javascript:{_HIT}><button>x</button></form>",
    f"<button formaction=javascript:{_HIT}>x</button>",
    f"<meta http-equiv=refresh content='0;url=javascript:{_HIT}'>",
    "<base href=//x/>",
    "<link rel=stylesheet href=//x/x.css>",
    "<style>*{display:none}</style>",
    f"<template><script>{_HIT}</script></template>",
    f"<noscript><p title='</noscript><img src=x onerror={_HIT}>'>",
    f"<!--<img src='--><img src=x onerror={_HIT}>'>",
    f"<![CDATA[<script>{_HIT}</script>]]>",
    f"<?xml version='1.0'?><script>{_HIT}</script>",
    "<b>x</b><i><u>",
    "<x-y onclick=1>",
    "<plaintext>",
    "<marquee>",
]
_BREAKS = [
    '">{}',
    "'>{}",
    "</textarea>{}",
    "</title></style>{}",
    "</option></select>{}",
    "</legend></fieldset></form>{}",
]
_ATTRIBUTES = [
    f'" onmouseover="{_HIT}',
    f"' onmouseover='{_HIT}",
    f"x onfocus={_HIT} autofocus",
    f'" style="background:url(javascript:{_HIT})',
    '" data-id="single:Q1',
    '"] .sanad-feedback, [x="',
    "\\22 onerror=",
    "&quot; onload=x &#34;",
    "&lt;script&gt;",
    "&#60;script&#62;",
]
_LINKS = [
    f"javascript:{_HIT}",
    f"JaVaScRiPt:{_HIT}",
    f"java\tscript:{_HIT}",
    f"data:text/html,<script>{_HIT}</script>",
    "file:///etc/passwd",
    "//x/y",
]
_TEMPLATES = [
    "{{ 7*7 }}",
    "{% raw %}",
    "{{ config }}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{answer}",
    "{0}",
    "%s %(x)s",
    "{constructor}",
    "$& $1 $`",
]
_MARKDOWN = [
    "{raw}`html`",
    "```{raw} html",
    ":::{note}",
    f"[x](javascript:{_HIT})",
    f'![x](x" onerror="{_HIT})',
    f"<javascript:{_HIT}>",
    "$x$ \\(y\\)",
    "`x` **y** _z_",
]
_SIGNS = [
    "\u202eقلب",
    "\u2066x\u2069",
    "\u200fx\u200e",
    "a\u0000b".replace("\u0000", "\ufffd"),
    "\u2028x\u2029",
    "😀" * 20,
    "ً" * 50,
    "x" * 400,
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
]
_NAMES = [
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "null",
    "undefined",
    "NaN",
    "-1",
    "1e999",
    "true",
    "[object Object]",
]

STRINGS = tuple(dict.fromkeys([
    *_ELEMENTS, *(break_.format(_ELEMENTS[4]) for break_ in _BREAKS), *_ATTRIBUTES, *_LINKS, *_TEMPLATES, *_MARKDOWN,
    *_SIGNS, *_NAMES,
    "'; DROP TABLE x; --", "../../x", "|| 1", "\\", '"', "'", "`",
]))  # fmt: skip
