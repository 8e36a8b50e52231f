"""The server: one gevent process a core, each connection a greenlet: `gunicorn -c gunicorn.conf.py wsgi:app`."""

import os

bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '5000')}")
worker_class = "gevent"
workers = 1  # several processes: several of these behind a proxy, with PostgreSQL and Redis
worker_connections = 5000
graceful_timeout = 20
timeout = 60
control_socket_disable = True
limit_request_line = 4094
limit_request_field_size = 8190
accesslog = None  # addresses of readers are not kept


def post_worker_init(worker):
    """Say where the house is; work jobs off in this process, unless `flask worker` does it."""
    from network.demo.greeting import greet
    from network.foundation.jobs import start_worker

    app = worker.app.callable
    if app.config["WORK_IN_PROCESS"]:
        start_worker(app)
    greet(app)
