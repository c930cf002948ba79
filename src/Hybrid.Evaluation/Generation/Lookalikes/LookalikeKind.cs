using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Lookalikes;

/// <summary>One thing that two images can share though their scenes have nothing in common.</summary>
/// <param name="Name">Name of the kind, a tag of its pairs.</param>
/// <param name="IsHeldOut">Whether nobody looks at its pairs while a method is made: the tag <c>held-out</c>.</param>
/// <param name="Paint">Paints one image, CV_8UC3: what the stream <c>shared</c> decides is the same in both images of a pair, what <c>own</c> decides is not.</param>
/// <param name="Overlay">Draws what is shared over any photograph; null where it is not an overlay.</param>
internal sealed record LookalikeKind(string Name, bool IsHeldOut, Func<SeededRandom, SeededRandom, Mat> Paint, Action<Mat, SeededRandom>? Overlay = null)
{
    /// <summary>A kind whose images are photographs of different things under one overlay.</summary>
    public static LookalikeKind Over(string name, bool isHeldOut, Action<Painting.Canvas> overlay)
    {
        void Draw(Mat photograph, SeededRandom shared)
        {
            using var canvas = Painting.Canvas.Over(photograph, shared);
            overlay(canvas);
        }
        return new LookalikeKind(name, isHeldOut, (shared, own) =>
        {
            Mat photograph = LookalikeScene.Photograph(own);
            Draw(photograph, shared);
            return photograph;
        }, Draw);
    }

    /// <summary>A kind that is painted as a whole.</summary>
    public static LookalikeKind Whole(string name, bool isHeldOut, Action<Painting.Canvas, SeededRandom> paint) => new(name, isHeldOut, (shared, own) =>
    {
        using var canvas = new Painting.Canvas(LookalikeScene.Width, LookalikeScene.Height, shared, Scalar.All(255));
        paint(canvas, own);
        return LookalikeScene.Expose(canvas.Picture, new Rendering.PhotoConditions { Blur = 0.4, Noise = own.Range(0.5, 3), Vignette = 0, Gain = own.Range(0.9, 1.08) }, own);
    });
}
