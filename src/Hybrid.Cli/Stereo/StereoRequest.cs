using Hybrid.Stereo;

namespace Hybrid.Cli.Stereo;

/// <summary>What was asked of <c>hybrid stereo</c>, its small files read.</summary>
/// <param name="Pairs">The pairs.</param>
/// <param name="Method">The method.</param>
/// <param name="Folder">Where the files go; null writes none.</param>
/// <param name="CalibrationFiles">The calibration's files; none without one.</param>
/// <param name="Calibration">The calibration; null without one.</param>
/// <param name="Truth">The true disparity's file; null without one.</param>
/// <param name="TruthScale">Stored value per pixel of it; null where nobody says.</param>
/// <param name="Settings">Seed, threads and models.</param>
/// <param name="Json">Whether JSON is printed.</param>
internal sealed record StereoRequest(
    IReadOnlyList<StereoNames> Pairs, MethodSpec Method, string? Folder, IReadOnlyList<string> CalibrationFiles, StereoCalibration? Calibration, string? Truth,
    double? TruthScale, AlignerSettings Settings, bool Json);
