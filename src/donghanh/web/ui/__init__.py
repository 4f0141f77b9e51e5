"""How every page looks: base page, components, style, middleware for refusals. No models.

A page extends ``ui/base.html`` and takes its parts from ``ui/components.html`` (Jinja2 macros).
To add a component: a macro there, a rule in ``static/ui/app.css``, nothing in pages.
"""
