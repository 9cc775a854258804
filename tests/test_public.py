"""Which addresses are everybody's: by their letters, and by the machines that they lead to."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from archive.public import NotPublicError, Target, is_public, read

MACHINES = {
    "1.1.1.1": True,
    "93.184.215.14": True,
    "203.162.0.11": True,
    "100.63.255.255": True,
    "100.128.0.1": True,
    "2606:4700:4700::1111": True,
    "2001:4860:4860::8888": True,
    "64:ff9b::101:101": True,  # 1.1.1.1, through a network without IPv4
    "0.0.0.0": False,
    "0.1.2.3": False,
    "10.0.0.1": False,
    "100.64.0.1": False,
    "100.100.100.200": False,
    "127.0.0.1": False,
    "127.255.255.254": False,
    "168.63.129.16": False,
    "169.254.169.254": False,
    "172.16.0.1": False,
    "172.31.255.255": False,
    "192.0.0.8": False,
    "192.0.0.192": False,
    "192.0.2.1": False,
    "192.88.99.1": False,
    "192.168.1.1": False,
    "198.18.0.1": False,
    "198.51.100.1": False,
    "203.0.113.1": False,
    "224.0.0.1": False,
    "239.255.255.250": False,
    "240.0.0.1": False,
    "255.255.255.255": False,
    "::": False,
    "::1": False,
    "::7f00:1": False,
    "::ffff:127.0.0.1": False,
    "::ffff:10.0.0.1": False,
    "::ffff:1.1.1.1": False,
    "64:ff9b::7f00:1": False,
    "64:ff9b::a9fe:a9fe": False,
    "64:ff9b:1::1": False,
    "100::1": False,
    "2001::7f00:1": False,
    "2001:2::1": False,
    "2001:db8::1": False,
    "2002:7f00:1::": False,
    "2002:a9fe:a9fe::1": False,
    "2002:101:101::1": False,
    "3fff::1": False,
    "4000::1": False,
    "5f00::1": False,
    "fc00::1": False,
    "fd00:ec2::254": False,
    "fe80::1": False,
    "fe80::1%1": False,
    "2606:4700:4700::1111%1": False,
    "fec0::1": False,
    "ff02::1": False,
}


@pytest.mark.parametrize("machine", MACHINES)
def test_a_machine_is_everybodys_or_not(machine: str) -> None:
    assert is_public(ip_address(machine)) is MACHINES[machine]


@pytest.mark.parametrize(
    "address",
    [
        # this machine and its neighbours, however they are spelt
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f.1/", "http://0x7f000001/",
        "http://0177.0.0.1/", "http://017700000001/", "http://127.0.0.1./", "http://①②⑦.0.0.1/", "http://127。0。0。1/",
        "http://%31%32%37.0.0.1/", "http://0/", "http://0.0.0.0/", "http://169.254.169.254/latest/meta-data/",
        "http://2852039166/", "http://10.0.0.1/", "http://192.168.1.1/", "http://172.16.0.1/", "http://100.64.0.1/",
        "http://224.0.0.1/", "http://255.255.255.255/", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/", "http://[0:0:0:0:0:0:0:1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
        "http://[fe80::1]/", "http://[fd00::1]/", "http://[ff02::1]/", "http://[::127.0.0.1]/", "http://[fe80::1%25en0]/",
        # names that lead nowhere, or home
        "http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://ｌocalhost/", "http://a.localhost/",
        "http://may.local/", "http://may.LOCAL./", "http://metadata.google.internal/", "http://router.lan/",
        "http://x.home.arpa/", "http://x.onion/", "http://x.test/", "http://x.invalid/", "http://intranet/", "http://bao/",
        "http://a..vn/", "http://.vn/", "http://a{b.vn/", "http://a'b.vn/", "http://a;b.vn/", "http://a*b.vn/",
        # signing in
        "http://user:pw@bao.vn/", "http://user@bao.vn/", "http://:pw@bao.vn/", "http://bao.vn@10.0.0.1/",
        "http://bao.vn@evil.vn/", "http://bao.vn%40evil.vn/", "http://bao.vn:80@10.0.0.1/", "http://a@b@bao.vn/",
        # other protocols and ports
        "file:///etc/passwd", "ftp://bao.vn/", "gopher://bao.vn/", "javascript:alert(1)", "data:text/plain,x", "//bao.vn/",
        "bao.vn", "", "http://", "http:///", "https://?x", "http://bao.vn:22/", "http://bao.vn:8080/", "http://bao.vn:0/",
        "http://bao.vn:443/", "https://bao.vn:80/", "http://bao.vn:65536/", "http://[1.1.1.1", "http://1.2.3.4.5/",
        "http://256.1.1.1/", "http://xn--a.vn/", "http://bao.vn/" + "x" * 2_100,
    ],
)  # fmt: skip
def test_what_is_not_everybodys_is_not_read(address: str) -> None:
    with pytest.raises(NotPublicError):
        read(address)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://bao.vn", ("http", "bao.vn", "/")),
        ("HTTPS://BAO.VN:443/A?b=C#d", ("https", "bao.vn", "/A?b=C")),
        ("http://bao.vn./x", ("http", "bao.vn", "/x")),
        ("http://bao.vn:80?x", ("http", "bao.vn", "/?x")),
        ("http://báo.vn/đường dẫn?ê", ("http", "xn--bo-mia.vn", "/%C4%91%C6%B0%E1%BB%9Dng%20d%E1%BA%ABn?%C3%AA")),
        ("http://bao.vn/a[1]{2}|^`\"<>\\x'", ("http", "bao.vn", "/a%5B1%5D%7B2%7D%7C%5E%60%22%3C%3E/x'")),
        ("http://bao.vn/?a[]={b}|c", ("http", "bao.vn", "/?a%5B%5D=%7Bb%7D%7Cc")),
        ("http://bao.vn/\r\nX-Y: z\x00\x7f", ("http", "bao.vn", "/X-Y:%20z%00%7F")),
        ("http://a_b.vn/../x/./y", ("http", "a_b.vn", "/x/y")),
        ("http://1.1.1.1/", ("http", "1.1.1.1", "/")),
        ("http://16843009/", ("http", "1.1.1.1", "/")),
        ("http://[2606:4700:4700:0::1111]/", ("http", "[2606:4700:4700::1111]", "/")),
        ("http://localhost.bao.vn/", ("http", "localhost.bao.vn", "/")),
        ("http://127.0.0.1.bao.vn/", ("http", "127.0.0.1.bao.vn", "/")),
    ],
)
def test_an_address_is_read_as_browsers_read_it(address: str, expected: tuple[str, str, str]) -> None:
    assert read(address) == Target(*expected)
    assert read(str(read(address))) == read(address), "what is written down is read otherwise"
