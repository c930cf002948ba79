using Hybrid.Native.Stitching;
using OpenCvSharp;

namespace Hybrid.Stitching;

/// <summary>Evens out exposure between overlapping layers, with OpenCV's compensators on the reduced canvas.</summary>
internal static class ExposureStage
{
    /// <summary>One gain a layer.</summary>
    public static Gain[] Run(ExposureKind kind, PanoramaLayout layout, SmallLayer[] small)
    {
        if (kind == ExposureKind.None || small.Length < 2)
            return [.. small.Select(_ => Gain.One)];
        ExposureModel model = kind switch
        {
            ExposureKind.Gain => ExposureModel.Gain,
            ExposureKind.Channels => ExposureModel.Channels,
            _ => ExposureModel.GainBlocks,
        };
        using var compensator = new ExposureCompensator(model);
        compensator.Feed([.. small.Select(s => NativeBuffers.Corner(s.Bounds))], [.. small.Select(s => NativeBuffers.Of(s.Image))], [.. small.Select(s => NativeBuffers.Of(s.Mask))]);
        Native.NativeImage[] native = compensator.Gains();
        Gain[] gains = [.. native.Select(Read)];
        foreach (Native.NativeImage image in native)
            image.Dispose();
        if (kind != ExposureKind.Blocks)
            ShareWithinViews(layout, gains);
        for (int i = 0; i < small.Length; i++)
            gains[i].Apply(small[i].Image, small[i].Bounds, small[i].Bounds);
        return gains;
    }

    // A view cut in two by the end of a closed panorama must not get two brightnesses.
    private static void ShareWithinViews(PanoramaLayout layout, Gain[] gains)
    {
        foreach (IGrouping<int, int> parts in Enumerable.Range(0, gains.Length).GroupBy(i => layout.Layers[i].View).Where(g => g.Count() > 1))
        {
            int largest = parts.MaxBy(i => (long)layout.Layers[i].Bounds.Width * layout.Layers[i].Bounds.Height);
            foreach (int i in parts)
                gains[i] = gains[largest];
        }
    }

    private static Gain Read(Native.NativeImage native)
    {
        using Mat m = Mat.FromPixelData(native.Buffer.Rows, native.Buffer.Cols, native.Buffer.Type, native.Buffer.Data, native.Buffer.Step);
        if (m.Depth() == MatType.CV_32F)
        {
            var map = new Mat();
            m.CopyTo(map);
            return new Gain(1, 1, 1, map);
        }
        double first = m.At<double>(0, 0);
        return m.Total() >= 3 ? new Gain(first, m.At<double>(1, 0), m.At<double>(2, 0)) : new Gain(first, first, first);
    }
}
