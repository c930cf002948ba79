namespace Hybrid.Alignment;

/// <summary>Methods that are named as the one whose answer it is.</summary>
internal static class AlignerNames
{
    public const string Classic = "classic";

    public const string Learned = "learned";

    public const string Hybrid = "hybrid";
}
