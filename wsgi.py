"""The entrance for gunicorn: `gunicorn -c gunicorn.conf.py wsgi:app`."""

from network import create_app

app = create_app()
