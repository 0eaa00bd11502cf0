"""Settings, all from the environment; docs/settings.md lists them."""

import secrets
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from csp.constants import NONE, SELF

from goodstanding.config import database, env, logs, mail, safety
from goodstanding.config.home import home
from goodstanding.files.backups import keys
from goodstanding.files.backups.unusable import Unusable

HOME: Path = home()
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)


def _secret_key() -> str:
    given = env.text("SECRET_KEY")
    if given:
        return given
    kept = HOME / "secret-key"
    if not kept.exists():
        made = HOME / f"secret-key-{secrets.token_hex(4)}"
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(50), "utf-8")
        made.rename(kept)
    return kept.read_text("utf-8").strip()


def _time_zone() -> str:
    name = env.text("TIME_ZONE", "UTC")
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        raise env.Misconfigured(
            f"TIME_ZONE is “{name}”, which is no time zone; write one such as America/Los_Angeles."
        ) from None
    return name


def _backup_key() -> str:
    given = env.text("BACKUP_KEY")
    try:
        if given:
            keys.parse(given, "BACKUP_KEY")
    except Unusable as unusable:
        raise env.Misconfigured(str(unusable)) from None
    return given


PRODUCTION = env.flag("PRODUCTION")
DEBUG = False
SECRET_KEY = _secret_key()
HOSTS = env.several("ALLOWED_HOSTS")
ALLOWED_HOSTS = HOSTS or ["127.0.0.1", "localhost", "[::1]"]
PORT = env.whole("PORT", 8000, 1, 65535)
WEB_PROCESSES = env.whole("WEB_PROCESSES", 2, 1, 64)
BACKUP_FOLDER = Path(env.text("BACKUP_FOLDER") or HOME / "backups").expanduser().resolve()
EVIDENCE_FOLDER = HOME / "evidence"
BACKUP_KEEP = env.whole("BACKUP_KEEP", 14, 1, 1000)
BACKUP_KEY = _backup_key()
EMAIL_URL = env.text("EMAIL_URL")
_SERVER = mail.read(EMAIL_URL) if EMAIL_URL else None
if PRODUCTION:
    safety.insist(SECRET_KEY, HOSTS, _SERVER)

INSTALLED_APPS = [
    "goodstanding.web",  # its templates come before allauth's
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "django_q",
    "csp",
    "goodstanding.records",
]
MIDDLEWARE = [
    "goodstanding.web.request_log.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "goodstanding.web.door.Door",
]
ROOT_URLCONF = "goodstanding.config.urls"
WSGI_APPLICATION = "goodstanding.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "goodstanding.web.surroundings.surroundings",
            ],
            "builtins": ["goodstanding.web.templatetags.words"],
        },
    }
]

DATABASES = {"default": database.chosen(env.text("DATABASE_URL"), HOME)}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "limits",  # how often somebody has tried to sign in; all processes share it
    },
    "summaries": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "summaries",
    },
    "worker": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "records.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "request_login_code": "goodstanding.web.forms.entering.AddressForm",
    "confirm_login_code": "goodstanding.web.forms.entering.CodeForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.whole("TRUSTED_PROXIES", int(PRODUCTION), 0, 5)
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "goodstanding.web.signing_in.Adapter"
ACCOUNT_SESSION_REMEMBER = True

LANGUAGE_CODE = "en-us"
USE_TZ = True
TIME_ZONE = _time_zone()
USE_I18N = False
STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False

DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
FILE_UPLOAD_HANDLERS = [
    "goodstanding.web.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_AGE = 30 * 24 * 3600
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "Good Standing <goodstanding@localhost>")
EMAIL_BOUNCES = mail.read_bounces(env.text("EMAIL_BOUNCES")) if env.text("EMAIL_BOUNCES") else ""
EMAIL_BACKEND = "goodstanding.config.mail_files.Files"
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_PACE = mail.Pace(
    first_delay=timedelta(minutes=env.whole("EMAIL_RETRY", 5, 1, 360)),
    most_tries=env.whole("EMAIL_TRIES", 24, 1, 200),
)
if _SERVER:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _SERVER.host, _SERVER.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _SERVER.user, _SERVER.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = _SERVER.scheme == "smtp+tls", _SERVER.scheme == "smtps"
    EMAIL_TIMEOUT = 20

_MAILBOX = mail.read_mailbox(env.text("IMAP_URL")) if env.text("IMAP_URL") else None
IMAP_SCHEME = _MAILBOX.scheme if _MAILBOX else ""
IMAP_HOST, IMAP_PORT = (_MAILBOX.host, _MAILBOX.port) if _MAILBOX else ("", 0)
IMAP_USER, IMAP_PASSWORD = (_MAILBOX.user, _MAILBOX.password) if _MAILBOX else ("", "")
IMAP_FOLDER = _MAILBOX.folder if _MAILBOX else "INBOX"

Q_CLUSTER = {
    "name": "goodstanding",
    "orm": "default",
    "cache": "worker",
    "workers": 2,
    "timeout": 600,
    "retry": 900,
    "poll": 2,
    "guard_cycle": 1,
    "catch_up": False,
    "max_attempts": 3,
    "save_limit": 100,
    "label": "Background",
    "log_level": "WARNING",
}
LOGGING = logs.configuration("json" if PRODUCTION else env.one_of("LOG_FORMAT", logs.FORMATS))
