"""Linear layers in whole numbers: several times as fast, and exact, so that no machine rounds otherwise.

In: a layer's weights, and how far what it reads reaches. Out: arrays and lines of an ONNX model. Never here:
what the layer is for.

What is read is cut to 256 steps between fixed bounds, never by what else is in the batch: a text must read
the same whatever it is read beside. Weights have seven bits, since with eight the sum of two products
overflows on processors without VNNI.
"""

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

LARGEST = 63  # of a weight
Arrays = dict[str, NDArray[np.generic]]


def reaches(modules: dict[str, nn.Module], run: Callable[[], object]) -> dict[str, float]:
    """How far what each module reads goes from zero, but for one value in ten thousand, while `run` runs."""
    seen: dict[str, list[float]] = {name: [] for name in modules}

    def note(name: str) -> Callable[[nn.Module, tuple[torch.Tensor, ...]], None]:
        def hook(module: nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
            seen[name].append(float(np.quantile(inputs[0].abs().numpy(), 0.9999)))

        return hook

    hooks = [module.register_forward_pre_hook(note(name)) for name, module in modules.items()]
    run()
    for hook in hooks:
        hook.remove()
    return {name: max(values) for name, values in seen.items()}


def whole_input(name: str, read: str, reach: float, *, positive: bool = False) -> tuple[Arrays, list[str]]:
    """What is read as whole numbers, under `{name}`, with its step and zero."""
    arrays: Arrays = {
        f"{name}_step": np.array(reach / (255 if positive else 127), np.float32),
        f"{name}_zero": np.array(0 if positive else 128, np.uint8),
    }
    return arrays, [f"{name} = QuantizeLinear ({read}, {name}_step, {name}_zero)"]


def whole_linear(
    name: str, read: str, weight: NDArray[np.float32], bias: NDArray[np.float32]
) -> tuple[Arrays, list[str]]:
    """A linear layer over a `whole_input`; `weight` has a row, with a step of its own, for each output."""
    steps = np.abs(weight).max(axis=1) / LARGEST
    whole = np.round(weight / np.maximum(steps, 1e-12)[:, None]).astype(np.int8)
    arrays: Arrays = {
        f"{name}_whole": np.ascontiguousarray(whole.T),
        f"{name}_steps": steps.astype(np.float32),
        f"{name}_zeros": np.zeros(len(steps), np.int8),
        f"{name}_bias": bias,
    }
    inputs = f"{read}, {name}_whole, {read}_step, {name}_steps, {read}_zero, {name}_zeros, {name}_bias"
    return arrays, [f"{name} = com.microsoft.MatMulIntegerToFloat ({inputs})"]


def parameters(linear: nn.Module) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights, a row for each output, and offsets."""
    assert isinstance(linear, nn.Linear)
    return linear.weight.detach().numpy(), linear.bias.detach().numpy()
