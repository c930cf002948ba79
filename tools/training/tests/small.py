"""A tiny configuration that tests build in a moment."""
OPTIONS = {
    "half": 8, "quarter": 8, "channels": 16, "blocks": 1, "attention_rounds": 1, "heads": 2, "positional_encoding": True,
    "global_matching": True, "match": 8, "match4": 8, "groups": 4, "deformable": True,
    "windows": {16: ["2d", "1d", "1dv"], 8: ["2d", "1d"], 4: ["2d"]},
    "hidden": 8, "motion": 10, "mask_width": 8, "convex_upsampling": True, "fine": 8, "fine_width": 8,
}

CONFIG = {
    "task": "cascade", "name": "tiny", "seed": 3, "network": OPTIONS,
    "loss": {"gamma": 0.9, "occluded": 0.5, "outside": 0.25, "uncertainty": 0.1, "visibility": 0.1, "matching": 1.0},
    "optimiser": {"rate": 1e-3, "weight_decay": 1e-5, "warmup": 2, "clip": 1.0, "average": 0.9},
    "synthesis": {
        "batch": 2, "sizes": [[48, 64], [64, 48]],
        "shares": {"residual": 0.4, "wide": 0.3, "parallax": 0.1, "stereo": 0.1, "negative": 0.1},
        "initial": {"residual": 0.5, "wide": 0.3, "parallax": 0.3, "stereo": 0.3, "negative": 0.5}, "start_at_8": 0.3,
        "residual_jitter": 4, "residual_layer_shift": 3, "wide_jitter": 6, "wide_shift": 10, "wide_layer_shift": 8,
        "stereo_disparity": 12,
        "rig": {"reach": 0.25, "slant": 0.12, "curved": 0.4, "thin": 0.25, "plain": 0.15, "repeated": 0.12, "reflection": 0.0,
                "misrectification": 2},
        "driving": {"crop": 3.0, "ahead": 0.4, "turn": 20, "road": 0.45, "things": 6},
        "street": {"crop": 3.0, "baseline": [0.1, 0.5], "reach": 0.25, "road": 0.6, "things": 6, "reflection": 0.0, "misrectification": 2},
        "clutter": {"reach": 0.33, "things": 12, "smallest": 5}, "warped": {"reach": 0.2},
        "photometric": {"tone": 0.5, "gain_field": 0.3, "vignetting": 0.3, "rolling": 0.3, "blur": 0.3, "blur_sigma": 1.2,
                        "noise": 0.5, "noise_sigma": 4, "jpeg": 0.3}},
    "validation": {"every": 1000, "pairs": {"residual": 4, "wide": 4, "negative": 4}, "size": [48, 64]},
    "training": {"minutes": 1, "checkpoint_minutes": 10, "workers": 0,
                 "iterations": {16: [2, 3], 8: [2], 4: [1, 2]}},
}
