"""Settings, read from the environment only; ``docs/reference/settings.md`` lists them."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from donghanh.paths import home

HOME = home()
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)  # only the application's account reads what is in it
WEB = Path(__file__).parent


def _flag(name: str) -> bool:
    """An environment variable that is 1/true/yes or 0/false/no; anything else is an error that names it."""
    value = os.environ.get(name, "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no", ""}:
        raise ValueError(f"{name}={value!r}: use 1 or 0")
    return value in {"1", "true", "yes"}


def _secret_key() -> str:
    """``DONGHANH_SECRET_KEY``, else a key made once and kept in the data folder, readable by its owner alone."""
    if named := os.environ.get("DONGHANH_SECRET_KEY"):
        return named
    try:
        handle = os.open(HOME / "secret_key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return (HOME / "secret_key").read_text()
    with os.fdopen(handle, "w") as file:
        file.write(get_random_secret_key())
    return (HOME / "secret_key").read_text()


DEBUG = _flag("DONGHANH_DEBUG")
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("DONGHANH_HOSTS", "127.0.0.1,localhost").split(",")
SECURE = _flag("DONGHANH_HTTPS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "rules",
    "allauth",
    "allauth.account",
    "donghanh.web.ui",
    "donghanh.web.audit",
    "donghanh.web.organisations",
    "donghanh.web.programme",
    "donghanh.web.catalogue",
    "donghanh.web.scoreboard",
    "donghanh.web.pilots",
    "donghanh.web.reports",
    "donghanh.web.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "donghanh.web.ui.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "donghanh.web.urls"
WSGI_APPLICATION = "donghanh.web.wsgi.application"

_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        # Our own pages, each app's in <app>/jinja2/<app>/; allauth's page names resolve here first.
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "donghanh.web.ui.environment.environment", "context_processors": _CONTEXT},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT},
    },
]

DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{HOME / 'donghanh.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # Opening a connection costs more than most pages ask of it.
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue instead of failing: each transaction takes the write lock at its start and waits for it.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "rules.permissions.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"login": "donghanh.web.organisations.forms.SignInForm"}
ACCOUNT_ADAPTER = "donghanh.web.organisations.accounts.ClosedAdapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [WEB / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# `donghanh serve` collects the files, compressed and named by content; without that they are served as they lie.
_COLLECTED = (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_USE_FINDERS = not _COLLECTED
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _COLLECTED or os.environ.get("DONGHANH_COLLECT")
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = HOME / "media"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A long agreement's draft: some 500 rows of commitments, bodies and people, six fields each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        # ECharts sizes its canvas and tooltip with style attributes; no style element is allowed.
        "style-src": [SELF],
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "base-uri": [SELF],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SESSION_COOKIE_AGE = 8 * 3600
SECURE_REFERRER_POLICY = "same-origin"

SITE_ADDRESS = os.environ.get("DONGHANH_ADDRESS", "http://127.0.0.1:8000")

_MAIL_PORTS = {"": 0, "smtp": 25, "starttls": 587, "smtps": 465}
_MAIL = urlsplit(os.environ.get("DONGHANH_MAIL", ""))
if _MAIL.scheme not in _MAIL_PORTS or (_MAIL.scheme and not _MAIL.hostname):
    raise ValueError("DONGHANH_MAIL: write smtp://host:port, starttls://user:password@host or smtps://…")
# Without a mail server no letter is sent; what people are told stays on their page of notices.
EMAIL_HOST = _MAIL.hostname or ""
EMAIL_PORT = _MAIL.port or _MAIL_PORTS[_MAIL.scheme]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_MAIL.username or ""), unquote(_MAIL.password or "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.scheme == "starttls", _MAIL.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DONGHANH_MAIL_FROM", "Đồng Hành <dong-hanh@localhost>")
