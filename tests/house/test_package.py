"""What stands in the repository reaches the one who installs the wheel."""

import tomllib
from fnmatch import fnmatch

from tests.house.source import ROOMS, ROOT, files


def test_every_data_file_of_a_room_is_packaged() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        patterns = tomllib.load(file)["tool"]["setuptools"]["package-data"]["*"]
    left_behind = [
        path
        for path in files()
        if path.split("/")[0] in ROOMS
        and not path.endswith(".py")
        and not any(fnmatch(path.rsplit("/", 1)[-1], pattern) for pattern in patterns)
    ]
    assert left_behind == []
