"""How answers leave this machine."""

from __future__ import annotations

import socket

from locator.server.sockets import send_at_once


def test_who_connects_to_a_socket_that_streamlit_made_is_answered_at_once() -> None:
    with socket.socket(socket.AF_INET) as listening:  # as Streamlit does: TCP is meant but not named
        listening.bind(("127.0.0.1", 0))
        send_at_once()
        listening.listen()
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_what_is_open_stays_open_and_as_it_was() -> None:
    one, other = socket.socketpair()
    with one, other:
        one.settimeout(5)
        send_at_once()
        other.sendall(b"still here")
        assert one.recv(20) == b"still here"
        assert one.gettimeout() == 5
