"""Synthetic image pairs with exact flow, occlusion and photometric change, made from photographs."""
