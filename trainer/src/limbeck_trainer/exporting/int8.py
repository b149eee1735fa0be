"""Weights rounded to 8 bits in the ONNX graph; activations are rounded as they come. The cache stays in float32."""

import logging
from pathlib import Path


def round_weights(full: Path, rounded: Path) -> None:
    """Equal graphs give equal bytes."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    # It advises pre-processing for every graph; ours is folded by the exporter already.
    level = logging.root.level
    logging.root.setLevel(logging.ERROR)
    try:
        # Unsigned: on x86 without VNNI, products of signed weights can overflow and the result depends on the machine.
        quantize_dynamic(str(full), str(rounded), weight_type=QuantType.QUInt8, per_channel=True)
    finally:
        logging.root.setLevel(level)
