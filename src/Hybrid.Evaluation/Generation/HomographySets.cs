using Hybrid.Evaluation.Generation.Painting;
using Hybrid.Evaluation.Generation.Rendering;

using static Hybrid.Evaluation.Generation.DatasetTier;

namespace Hybrid.Evaluation.Generation;

/// <summary>The table of homography sets. Every camera is moved a little even where the factor is light, noise or blur.</summary>
internal static class HomographySets
{
    private const double Usual = 1.7;
    private static readonly PhotoConditions s_day = new();

    internal static IReadOnlyList<HomographySet> All { get; } =
    [
        new("viewpoint_facade", "viewpoint", "tilt_degrees", SceneKind.Facade, 2400, new CameraView(TexelsPerPixel: Usual),
        [
            new(Easy, 25, new CameraView(0.51, 0.49, Usual, 25, 80, 2), s_day),
            new(Medium, 45, new CameraView(0.5, 0.5, Usual, 45, 95, -3), s_day with { Gain = 1.1 }),
            new(Hard, 60, new CameraView(0.49, 0.51, Usual, 60, 88, 4), s_day with { Gain = 0.9 }),
            new(Extreme, 72, new CameraView(0.5, 0.5, Usual, 72, 92, -2), s_day with { Gain = 1.05 }),
        ]),
        new("viewpoint_posters", "viewpoint", "tilt_degrees", SceneKind.Posters, 2400, new CameraView(TexelsPerPixel: Usual),
        [
            new(Easy, 30, new CameraView(0.5, 0.52, Usual, 30, 20, 5), s_day),
            new(Medium, 48, new CameraView(0.49, 0.5, Usual, 48, -30, -8), s_day),
            new(Hard, 62, new CameraView(0.51, 0.5, Usual, 62, 60, 10), s_day with { Warmth = 1.2 }),
            new(Extreme, 74, new CameraView(0.5, 0.5, Usual, 74, 100, -6), s_day with { Gain = 0.85 }),
        ]),
        new("rotation_litter", "rotation", "degrees", SceneKind.Litter, 2400, new CameraView(TexelsPerPixel: Usual),
        [
            new(Easy, 20, new CameraView(0.5, 0.5, Usual, 4, 30, 20), s_day),
            new(Easy, 60, new CameraView(0.51, 0.5, 1.8, 5, 70, 60), s_day),
            new(Medium, 125, new CameraView(0.5, 0.49, 1.6, 8, 10, 125), s_day with { Gain = 1.15 }),
            new(Medium, 180, new CameraView(0.49, 0.5, 1.9, 10, 50, 180), s_day with { Gain = 0.9 }),
        ]),
        new("scale_aerial", "scale", "factor", SceneKind.Aerial, 3600, new CameraView(TexelsPerPixel: 1),
        [
            new(Easy, 1.6, new CameraView(0.5, 0.5, 1.6, 3, 40, 4), s_day),
            new(Medium, 2.6, new CameraView(0.51, 0.49, 2.6, 4, 80, -6), s_day),
            new(Medium, 4, new CameraView(0.49, 0.5, 4, 5, 20, 10), s_day with { Gain = 1.1 }),
            new(Hard, 6, new CameraView(0.5, 0.51, 6, 4, 60, -15), s_day with { Gain = 0.9 }),
            new(Hard, 6.2, new CameraView(0.51, 0.5, 6.2, 40, 30, 50), s_day with { Gain = 1.1, Noise = 6 }),
        ]),
        new("overlap_books", "overlap", "shift_fraction", SceneKind.Books, 3000, new CameraView(0.34, 0.42, Usual),
        [
            new(Easy, 0.25, new CameraView(0.34 + Shift(0.25), 0.43, Usual, 5, 90, 2), s_day),
            new(Easy, 0.5, new CameraView(0.34 + Shift(0.5), 0.41, Usual, 8, 85, -3), s_day with { Gain = 1.1 }),
            new(Medium, 0.7, new CameraView(0.34 + Shift(0.7), 0.44, Usual, 10, 95, 5), s_day with { Gain = 0.9 }),
            new(Extreme, 0.96, new CameraView(0.34 + Shift(0.96), 0.42, Usual, 14, 90, -5), s_day with { Gain = 1.1 }),
        ]),
        new("illumination_pebbles", "illumination", "level", SceneKind.Pebbles, 2000, new CameraView(TexelsPerPixel: 1.5),
        [
            new(Easy, 1, new CameraView(0.51, 0.5, 1.5, 4, 20, 2), s_day with { Gain = 1.3, Warmth = 1.3 }),
            new(Easy, 2, new CameraView(0.5, 0.51, 1.5, 5, 60, -3), s_day with { Gain = 0.75, Gamma = 1.4, Gradient = 0.9, Warmth = 1.6 }),
            new(Medium, 3, new CameraView(0.49, 0.5, 1.5, 6, 90, 4), s_day with { Gain = 0.7, Gamma = 1.4, Shadow = 0.8, Gradient = -1.2, Noise = 6 }),
            new(Extreme, 4, new CameraView(0.5, 0.49, 1.5, 8, 40, -5), s_day with { Gain = 0.8, Gamma = 2.2, Shadow = 0.92, Gradient = 1.7, Noise = 20, Contrast = 0.35 }),
        ]),
        new("noise_facade", "noise", "sigma_at_full_contrast", SceneKind.Facade, 2000, new CameraView(0.45, 0.5, 1.6),
        [
            new(Easy, 10, new CameraView(0.46, 0.5, 1.6, 8, 80, 3), s_day with { Noise = 10 }),
            new(Easy, 25, new CameraView(0.45, 0.51, 1.6, 10, 40, -4), s_day with { Noise = 25 }),
            new(Medium, 50, new CameraView(0.44, 0.5, 1.6, 12, 90, 5), s_day with { Noise = 50 }),
            new(Hard, 110, new CameraView(0.45, 0.49, 1.6, 14, 60, -6), s_day with { Noise = 55, Contrast = 0.5 }),
        ]),
        new("blur_posters", "blur", "sigma_pixels", SceneKind.Posters, 2000, new CameraView(0.5, 0.55, 1.5),
        [
            new(Easy, 1.5, new CameraView(0.51, 0.55, 1.5, 6, 70, 3), s_day with { Blur = 1.5 }),
            new(Medium, 2.6, new CameraView(0.5, 0.54, 1.5, 8, 30, -4), s_day with { Blur = 2.6 }),
            new(Hard, 4.5, new CameraView(0.49, 0.55, 1.5, 9, 90, 5), s_day with { Blur = 4.5 }),
            new(Extreme, 10, new CameraView(0.5, 0.56, 1.5, 10, 50, -6), s_day with { Blur = 10 }),
        ]),
        new("motion_blur_aerial", "motion_blur", "length_pixels", SceneKind.Aerial, 2000, new CameraView(TexelsPerPixel: 1.5),
        [
            new(Easy, 6, new CameraView(0.51, 0.5, 1.5, 5, 70, 3), s_day with { MotionLength = 6, MotionDegrees = 20 }),
            new(Medium, 14, new CameraView(0.5, 0.49, 1.5, 7, 20, -4), s_day with { MotionLength = 14, MotionDegrees = 100 }),
            new(Hard, 32, new CameraView(0.49, 0.5, 1.5, 8, 90, 6), s_day with { MotionLength = 32, MotionDegrees = 60 }),
        ]),
        new("repeated_tiles", "repetition", "tilt_degrees", SceneKind.Tiles, 2200, new CameraView(TexelsPerPixel: 1.6),
        [
            new(Easy, 10, new CameraView(0.505, 0.5, 1.6, 10, 80, 3), s_day),
            new(Medium, 35, new CameraView(0.52, 0.49, 1.6, 35, 70, -8), s_day with { Gain = 1.1 }),
            new(Extreme, 68, new CameraView(0.47, 0.52, 1.6, 68, 100, 12), s_day with { Gain = 0.85 }),
        ]),
        new("low_texture_plaster", "low_texture", "tilt_degrees", SceneKind.Plaster, 2200, new CameraView(TexelsPerPixel: 1.6),
        [
            new(Medium, 10, new CameraView(0.51, 0.5, 1.6, 10, 90, 4), s_day),
            new(Hard, 45, new CameraView(0.5, 0.49, 1.7, 45, 60, -9), s_day with { Noise = 4 }),
            new(Extreme, 68, new CameraView(0.49, 0.5, 1.8, 68, 95, 15), s_day with { Noise = 6, Gain = 0.8 }),
        ]),
        new("combined_litter", "combined", "level", SceneKind.Litter, 2600, new CameraView(TexelsPerPixel: 1.5),
        [
            new(Medium, 1, new CameraView(0.52, 0.49, 1.9, 30, 60, 40), s_day with { Gain = 0.8, Noise = 5 }),
            new(Hard, 2, new CameraView(0.48, 0.52, 2.4, 48, 110, 100), s_day with { Gain = 1.2, Gamma = 1.3, Blur = 1.2, Noise = 8 }),
            new(Extreme, 3, new CameraView(0.52, 0.5, 2.8, 62, 45, -140), s_day with { Gain = 0.9, Shadow = 0.6, Blur = 1.8, Noise = 12 }),
        ]),
    ];

    // The centre's move as a fraction of a texture 3000 wide, for a shift given in widths of the view.
    private static double Shift(double widths) => widths * 576 * Usual / 3000;
}
