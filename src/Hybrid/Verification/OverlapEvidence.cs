using System.Globalization;

namespace Hybrid.Verification;

/// <summary>What all textured places of the overlap say for and against a homography that claims it.</summary>
public sealed record OverlapEvidence
{
    // With fewer places besides them, what lies at the same place is the scene: the camera stood still.
    private const double SceneStill = 0.9;
    private const int LeastPlaces = 30;
    private const double SameContent = 0.5;

    private const double LeastMoved = 0.15, MostUnmoved = 0.5, MostRival = 0.5;
    private const double OverlayStill = 0.05, OverlayExcess = 0.04;
    private const int OverlayPlaces = 300;

    /// <summary>By gradient orientation, over everything that counts.</summary>
    public required ShiftAgreement Gradients { get; init; }

    /// <summary>The same without what lies at the same place in both images; the same object where that is hardly anything.</summary>
    public required ShiftAgreement MovedGradients { get; init; }

    /// <summary>Share of the textured places that lie at the same place in both images, 0..1: an overlay, or a camera that stood still.</summary>
    public required double Still { get; init; }

    /// <summary>Textured places of A that the homography claims, what lies at the same place in both images included.</summary>
    internal int Claimed { get; init; }

    /// <summary>Share of them, 0..1, that lies at the same place although the homography moves it, and so is compared by nobody.</summary>
    internal double Unmoved { get; init; }

    /// <summary>By a network's descriptors; null where none was asked.</summary>
    public ShiftAgreement? Descriptors { get; init; }

    /// <summary>The same without what lies at the same place in both images.</summary>
    public ShiftAgreement? MovedDescriptors { get; init; }

    /// <summary>Whether what the images have in common is a layout; null where the homography moves things, or nobody asked.</summary>
    internal LayoutAgreement? Layout { get; init; }

    /// <summary>Pixels of A a step of the grid.</summary>
    public required double Step { get; init; }

    /// <summary>Whether nearly everything lies at the same place, so that it is the scene and not something drawn over it.</summary>
    public bool IsStill => Still >= SceneStill || (Still > 0.5 && MovedGradients.Places < LeastPlaces);

    /// <summary>Whether something lies at the same place in both images, and of the many other places none but chance agrees: it is drawn over two scenes.</summary>
    public bool IsOverlay => !IsStill && Still > OverlayStill && MovedGradients.Places >= OverlayPlaces && MovedGradients.Excess < OverlayExcess;

    /// <summary>
    /// Whether the images share a layout and not its content. Where what does not lie still agrees, it is the same content,
    /// drawn otherwise, as by another sensor.
    /// </summary>
    internal bool IsLayoutAlone => Layout is { IsLayoutAlone: true } && !(MovedGradients.Places >= LeastPlaces && MovedGradients.Excess > SameContent);

    /// <summary>
    /// Whether most of what the homography moves did not move, and of the few places left over another shift finds half as much
    /// agreement: they may agree by chance, as in repeated print.
    /// </summary>
    internal bool IsLeftover => Unmoved > MostUnmoved && Gradients.Places < LeastMoved * Claimed && !(Gradients.Peak.Rival <= MostRival);

    /// <summary>The gradients that tell a scene from what is drawn over it.</summary>
    public ShiftAgreement Telling => IsStill ? Gradients : MovedGradients;

    /// <summary>The descriptors that tell a scene from what is drawn over it; null where none were asked.</summary>
    public ShiftAgreement? TellingDescriptors => IsStill ? Descriptors : MovedDescriptors;

    /// <summary>
    /// Share of the textured places on which the homography holds, 0..1, by the witness that sees it hold on more. What lies at the
    /// same place counts as held where the homography says so.
    /// </summary>
    public double Extent
    {
        get
        {
            if (IsLayoutAlone)
                return 1 - Layout!.Value.Different;
            double telling = Math.Max(Telling.Extent, TellingDescriptors?.Extent ?? 0);
            return IsStill ? telling : Still + (1 - Still) * telling;
        }
    }

    /// <summary>Whether the homography holds somewhere, but on little of what it claims.</summary>
    public bool IsLocal => Extent is > 0.02 and < 0.5 && (Gradients.Excess > 0.02 || Still > 0.05);

    /// <summary>Whether the images agree at another shift as well as at none, each witness that was asked saying so.</summary>
    /// <param name="rival">The height of another peak, compared with the one at no shift, from which on that is so.</param>
    public bool IsAmbiguous(double rival) =>
        Telling.Excess > 0.25 && Telling.Peak.Rival >= rival && (TellingDescriptors is null || TellingDescriptors.Peak.Rival >= rival);

    /// <summary>Where the best rival lies, for people.</summary>
    public string Rival => string.Create(
        CultureInfo.InvariantCulture, $"agrees as well when shifted by ({Telling.Peak.ShiftX * Step:F0}, {Telling.Peak.ShiftY * Step:F0}) px of A");

    /// <summary>One line for people.</summary>
    public override string ToString()
    {
        string learned = Descriptors is { } d ? string.Create(CultureInfo.InvariantCulture, $", descriptors {d}") : "";
        string still = Still > 0.05 ? string.Create(CultureInfo.InvariantCulture, $", {Still:P0} at the same place, without it {MovedGradients}") : "";
        string holds = Extent < 0.5 ? string.Create(CultureInfo.InvariantCulture, $"; holds on {Extent:P0} of the overlap") : "";
        string few = IsLeftover ? string.Create(CultureInfo.InvariantCulture, $"; only {Gradients.Places} of {Claimed} places moved, and at another shift they agree half as well") : "";
        string layout = IsLayoutAlone ? $"; {Layout}" : "";
        return $"places {Gradients}{still}{learned}{holds}{few}{layout}";
    }
}
