namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static int BorderInterpolate(int p, int len, BorderTypes borderType)
    {
        NativeMethods.Check(NativeMethods.core_borderInterpolate(p, len, (int)borderType, out var result));
        return result;
    }

    public static void CopyMakeBorder(InputArray src, OutputArray dst, int top, int bottom, int left, int right, BorderTypes borderType, Scalar? value = null) =>
        NativeMethods.Check(NativeMethods.core_copyMakeBorder(Arg.In(src), Arg.Out(dst), top, bottom, left, right, (int)borderType, value ?? default));

    public static void Merge(Mat[] mv, Mat dst)
    {
        using var list = new HandleList(mv);
        fixed (IntPtr* p = list.Addresses)
            NativeMethods.Check(NativeMethods.core_merge(p, list.Count, Arg.In(dst)));
    }

    public static void Split(Mat src, out Mat[] mv)
    {
        ArgumentNullException.ThrowIfNull(src);
        mv = new Mat[src.Channels()];
        for (var i = 0; i < mv.Length; i++)
            mv[i] = new Mat();
        using var list = new HandleList(mv);
        fixed (IntPtr* p = list.Addresses)
            NativeMethods.Check(NativeMethods.core_split(src.Handle, p));
    }

    public static Mat[] Split(Mat src)
    {
        Split(src, out var mv);
        return mv;
    }

    public static void MixChannels(Mat[] src, Mat[] dst, int[] fromTo)
    {
        ArgumentNullException.ThrowIfNull(fromTo);
        using var from = new HandleList(src);
        using var to = new HandleList(dst);
        fixed (IntPtr* s = from.Addresses, d = to.Addresses)
        fixed (int* p = fromTo)
            NativeMethods.Check(NativeMethods.core_mixChannels(s, from.Count, d, to.Count, p, fromTo.Length / 2));
    }

    public static void ExtractChannel(InputArray src, OutputArray dst, int coi) => NativeMethods.Check(NativeMethods.core_extractChannel(Arg.In(src), Arg.Out(dst), coi));

    public static void InsertChannel(InputArray src, InputOutputArray dst, int coi) => NativeMethods.Check(NativeMethods.core_insertChannel(Arg.In(src), Arg.Out(dst), coi));

    public static void Flip(InputArray src, OutputArray dst, FlipMode flipCode) => NativeMethods.Check(NativeMethods.core_flip(Arg.In(src), Arg.Out(dst), (int)flipCode));

    public static void Rotate(InputArray src, OutputArray dst, RotateFlags rotateCode) =>
        NativeMethods.Check(NativeMethods.core_rotate(Arg.In(src), Arg.Out(dst), (int)rotateCode));

    public static void Transpose(InputArray src, OutputArray dst) => NativeMethods.Check(NativeMethods.core_transpose(Arg.In(src), Arg.Out(dst)));

    public static void Repeat(InputArray src, int ny, int nx, OutputArray dst) => NativeMethods.Check(NativeMethods.core_repeat(Arg.In(src), ny, nx, Arg.Out(dst)));

    public static Mat Repeat(Mat src, int ny, int nx)
    {
        var dst = new Mat();
        Repeat(src, ny, nx, dst);
        return dst;
    }

    public static void HConcat(IEnumerable<Mat> src, OutputArray dst)
    {
        using var list = new HandleList(src);
        fixed (IntPtr* p = list.Addresses)
            NativeMethods.Check(NativeMethods.core_hconcat(p, list.Count, Arg.Out(dst)));
    }

    public static void HConcat(InputArray src1, InputArray src2, OutputArray dst)
    {
        ArgumentNullException.ThrowIfNull(src1);
        ArgumentNullException.ThrowIfNull(src2);
        HConcat([src1.Mat, src2.Mat], dst);
    }

    public static void VConcat(IEnumerable<Mat> src, OutputArray dst)
    {
        using var list = new HandleList(src);
        fixed (IntPtr* p = list.Addresses)
            NativeMethods.Check(NativeMethods.core_vconcat(p, list.Count, Arg.Out(dst)));
    }

    public static void VConcat(InputArray src1, InputArray src2, OutputArray dst)
    {
        ArgumentNullException.ThrowIfNull(src1);
        ArgumentNullException.ThrowIfNull(src2);
        VConcat([src1.Mat, src2.Mat], dst);
    }
}
