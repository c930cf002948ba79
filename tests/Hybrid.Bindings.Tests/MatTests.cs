using OpenCvSharp;

namespace Hybrid.Bindings.Tests;

public sealed class MatTests
{
    [Fact]
    public void A_new_Mat_has_the_shape_asked_for()
    {
        using var m = new Mat(3, 5, MatType.CV_16UC3);
        Assert.Equal((3, 5, 3, 5), (m.Rows, m.Cols, m.Height, m.Width));
        Assert.Equal(new Size(5, 3), m.Size());
        Assert.Equal(MatType.CV_16UC3, m.Type());
        Assert.Equal((MatType.CV_16U, 3, 6, 2), (m.Depth(), m.Channels(), m.ElemSize(), m.ElemSize1()));
        Assert.Equal((30L, 15L, 15L), (m.Step(), m.Step1(), m.Total()));
        Assert.True(m.IsContinuous());
        Assert.False(m.IsSubmatrix());
        Assert.False(m.Empty());
        Assert.Equal(2, m.Dims);
    }

    [Fact]
    public void An_empty_Mat_is_empty()
    {
        using var m = new Mat();
        Assert.True(m.Empty());
        Assert.Equal(new Size(0, 0), m.Size());
        Assert.Equal(0, m.ElemSize());
    }

    [Fact]
    public void Arrays_survive_the_round_trip()
    {
        using var m = Mat.FromArray(new[,] { { 1.5f, 2f }, { -3f, 4.25f }, { 0f, 1e-9f } });
        Assert.Equal(MatType.CV_32FC1, m.Type());
        Assert.True(m.GetRectangularArray(out float[,] back));
        Assert.Equal(new[,] { { 1.5f, 2f }, { -3f, 4.25f }, { 0f, 1e-9f } }, back);
        using var points = Mat.FromArray(new Point2f(1, 2), new Point2f(3, 4));
        Assert.Equal((2, 1, MatType.CV_32FC2), (points.Rows, points.Cols, points.Type()));
        points.GetArray(out Point2f[] p);
        Assert.Equal([new Point2f(1, 2), new Point2f(3, 4)], p);
    }

    [Fact]
    public void Vec_types_match_their_Mat_types()
    {
        using var a = Mat.FromArray(new Vec3b(1, 2, 3));
        using var b = Mat.FromArray(new Vec6f(1, 2, 3, 4, 5, 6));
        using var c = Mat.FromArray(new Vec4i(1, 2, 3, 4));
        Assert.Equal((MatType.CV_8UC3, MatType.CV_32FC(6), MatType.CV_32SC4), (a.Type(), b.Type(), c.Type()));
    }

    [Fact]
    public void A_part_shares_the_pixels_of_the_whole()
    {
        using var m = new Mat(4, 4, MatType.CV_8UC1, new Scalar(7));
        using (var part = m[new Rect(1, 1, 2, 2)])
        {
            Assert.True(part.IsSubmatrix());
            Assert.False(part.IsContinuous());
            part.SetTo(new Scalar(9));
            part.GetArray(out byte[] values);
            Assert.Equal([9, 9, 9, 9], values);
        }
        Assert.Equal(12 * 7 + 4 * 9, Cv2.Sum(m).Val0);
        Assert.Equal(9, m.At<byte>(2, 2));
        Assert.Equal(7, m.Get<byte>(0, 3));
    }

    [Fact]
    public void A_clone_does_not_share_pixels()
    {
        using var m = new Mat(2, 2, MatType.CV_8UC1, new Scalar(1));
        using var c = m.Clone();
        c.Set(0, 0, (byte)5);
        Assert.Equal(1, m.At<byte>(0, 0));
    }

    [Fact]
    public void A_span_writes_into_the_Mat()
    {
        using var m = new Mat(2, 3, MatType.CV_32FC1, new Scalar(0));
        m.AsSpan<float>()[4] = 2.5f;
        Assert.Equal(2.5f, m.At<float>(1, 1));
        using var part = m[new Rect(0, 0, 2, 2)];
        Assert.Throws<OpenCvSharpException>(() => part.AsSpan<float>().Length);
    }

    [Fact]
    public void Pixel_data_are_used_in_place_and_stay_pinned_for_every_part()
    {
        var data = new float[1000];
        Mat part;
        using (var m = Mat.FromPixelData(10, 100, MatType.CV_32FC1, data))
            part = m.Row(3);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        part.SetTo(new Scalar(1));
        Assert.Equal(100, data.Sum());
        Assert.Equal(1, data[300]);
        part.Dispose();
    }

    [Fact]
    public void Pixel_data_that_are_too_short_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Mat.FromPixelData(10, 10, MatType.CV_8UC3, new byte[299]));
        Assert.Throws<ArgumentException>(() => Mat.FromPixelData(2, 2, MatType.CV_32FC2, new Point2f[3]));
    }

    [Fact]
    public void Conversion_scales_and_saturates()
    {
        using var m = Mat.FromArray(-1f, 0.5f, 300f);
        using var b = new Mat();
        m.ConvertTo(b, MatType.CV_8U, 2, 1);
        b.GetArray(out byte[] v);
        Assert.Equal([0, 2, 255], v);
    }

    [Fact]
    public void Copies_respect_the_mask()
    {
        using var from = new Mat(1, 3, MatType.CV_8UC1, new Scalar(5));
        using var to = new Mat(1, 3, MatType.CV_8UC1, new Scalar(0));
        using var mask = Mat.FromPixelData(1, 3, MatType.CV_8UC1, new byte[] { 0, 255, 0 });
        from.CopyTo(to, mask);
        to.GetArray(out byte[] v);
        Assert.Equal([0, 5, 0], v);
    }

    [Fact]
    public void Reshape_and_ranges_select_what_they_say()
    {
        using var m = Mat.FromArray(new[,] { { 0, 1, 2, 3 }, { 4, 5, 6, 7 } });
        using var tall = m.Reshape(1, 4);
        using var col = m.Col(2);
        using var rows = m.RowRange(1, 2);
        using var corner = m[0..1, 1..3];
        Assert.Equal((4, 2), (tall.Rows, tall.Cols));
        Assert.Equal(6, col.At<int>(1, 0));
        Assert.Equal(4, rows.At<int>(0, 0));
        Assert.Equal(2, corner.At<int>(0, 1));
        var indexer = m.GetUnsafeGenericIndexer<int>();
        Assert.Equal(7, indexer[1, 3]);
    }

    [Fact]
    public void A_disposed_Mat_says_so()
    {
        var m = new Mat(2, 2, MatType.CV_8UC1);
        m.Dispose();
        m.Dispose();
        Assert.True(m.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => m.Rows);
        using var dst = new Mat();
        Assert.Throws<ObjectDisposedException>(() => Cv2.Flip(m, dst, FlipMode.X));
        Assert.Equal("Mat [disposed]", m.ToString());
    }

    [Fact]
    public void Types_name_themselves_as_OpenCV_does()
    {
        Assert.Equal("CV_8UC3", MatType.CV_8UC3.ToString());
        Assert.Equal("CV_32FC(6)", MatType.CV_32FC(6).ToString());
        Assert.Equal(16, (int)MatType.CV_8UC3);
        Assert.Equal((MatType.CV_64F, 2), (MatType.CV_64FC2.Depth, MatType.CV_64FC2.Channels));
    }
}
