namespace Hybrid.Stitching.Layout;

/// <summary>Why views cannot be laid out on a surface.</summary>
/// <param name="Member">Position of the view in the way; −1 where it is the canvas as a whole.</param>
/// <param name="Text">What is wrong.</param>
internal sealed record LayoutProblem(int Member, string Text);
