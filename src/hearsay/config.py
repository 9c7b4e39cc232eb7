"""Settings: one frozen section per stage, handed to it by `pipeline`. Unknown keys are errors.

In: a TOML file or nothing. Out: a `Config`. Never here: the environment.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from hearsay.errors import BadConfig


@dataclass(frozen=True, slots=True)
class ReadConfig:
    """What `read` accepts. Sizes are bytes of the file and characters of the text."""

    max_bytes: int = 20_000_000
    max_characters: int = 1_000_000


@dataclass(frozen=True, slots=True)
class AnnotateConfig:
    """How `annotate` runs.

    `pipeline` names an installed spaCy pipeline, None is the one shipped here; `gazetteer` is a file that
    `hearsay gazetteer load` has written. A batch ends after so many reports. Several processes find the
    same as one; each loads the models (about 400 MiB).
    """

    pipeline: str | None = None
    batch: int = 16
    processes: int = 1
    gazetteer: str | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a build."""

    read: ReadConfig = field(default_factory=ReadConfig)
    annotate: AnnotateConfig = field(default_factory=AnnotateConfig)


def load_config(path: Path | None) -> Config:
    """The settings in a TOML file, or the defaults.

    Raises:
        BadConfig: the file cannot be read, or names a setting that does not exist or cannot hold.
    """
    if path is None:
        return Config()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadConfig(f"cannot be read: {error}", path=str(path)) from error
    known = {"read": set(ReadConfig.__slots__), "annotate": set(AnnotateConfig.__slots__)}
    for section, values in data.items():
        if section not in known or not isinstance(values, dict):
            raise BadConfig(f"no section [{section}]", path=str(path), hint=f"known: {', '.join(known)}")
        for key in values:
            if key not in known[section]:
                hint = f"known: {', '.join(sorted(known[section]))}"
                raise BadConfig(f"no setting {section}.{key}", path=str(path), hint=hint)
    try:
        return msgspec.convert(data, Config)
    except msgspec.ValidationError as error:
        raise BadConfig(str(error), path=str(path)) from error
