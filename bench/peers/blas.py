"""Which BLAS NumPy uses, and which of its kernels it selects for this processor.    -> one line of JSON"""
import ctypes
import json
import sys

import numpy as np

np.ones((2, 2)) @ np.ones((2, 2))  # a BLAS may be loaded only now


def openblas_kernel():
    """OpenBLAS's name for its kernels; None if NumPy uses another BLAS, or on systems other than Linux."""
    try:
        with open('/proc/self/maps') as maps:
            paths = {line.split()[-1] for line in maps if 'openblas' in line or 'libblas' in line}
    except OSError:
        return None
    for path in sorted(paths):
        library = ctypes.CDLL(path)
        for name in ('openblas_get_corename', 'openblas_get_corename64_', 'scipy_openblas_get_corename64_', 'scipy_openblas_get_corename'):
            function = getattr(library, name, None)
            if function is not None:
                function.restype = ctypes.c_char_p
                return function().decode()
    return None


print(json.dumps({'numpy': np.__version__, 'python': sys.version.split()[0], 'kernel': openblas_kernel()}))
