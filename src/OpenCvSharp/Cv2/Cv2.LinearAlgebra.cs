namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static void Transform(InputArray src, OutputArray dst, InputArray m) => NativeMethods.Check(NativeMethods.core_transform(Arg.In(src), Arg.Out(dst), Arg.In(m)));

    public static void PerspectiveTransform(InputArray src, OutputArray dst, InputArray m) =>
        NativeMethods.Check(NativeMethods.core_perspectiveTransform(Arg.In(src), Arg.Out(dst), Arg.In(m)));

    public static Point2f[] PerspectiveTransform(IEnumerable<Point2f> src, Mat m) => PerspectiveTransformArray(src, m);

    public static Point2d[] PerspectiveTransform(IEnumerable<Point2d> src, Mat m) => PerspectiveTransformArray(src, m);

    public static Point3f[] PerspectiveTransform(IEnumerable<Point3f> src, Mat m) => PerspectiveTransformArray(src, m);

    public static Point3d[] PerspectiveTransform(IEnumerable<Point3d> src, Mat m) => PerspectiveTransformArray(src, m);

    private static T[] PerspectiveTransformArray<T>(IEnumerable<T> src, Mat m)
        where T : unmanaged
    {
        var array = Arg.Array(src);
        if (array.Length == 0)
            return [];
        using var from = Mat.FromArray(array);
        using var to = new Mat();
        PerspectiveTransform(from, to, m);
        to.GetArray(out T[] result);
        return result;
    }

    public static void Gemm(InputArray src1, InputArray src2, double alpha, InputArray src3, double gamma, OutputArray dst, GemmFlags flags = GemmFlags.None) =>
        NativeMethods.Check(NativeMethods.core_gemm(Arg.In(src1), Arg.In(src2), alpha, Arg.Optional(src3), gamma, Arg.Out(dst), (int)flags));

    public static void MulTransposed(InputArray src, OutputArray dst, bool aTa, InputArray? delta = null, double scale = 1, int dtype = -1) =>
        NativeMethods.Check(NativeMethods.core_mulTransposed(Arg.In(src), Arg.Out(dst), aTa, Arg.Optional(delta), scale, dtype));

    public static void CompleteSymm(InputOutputArray mtx, bool lowerToUpper = false) => NativeMethods.Check(NativeMethods.core_completeSymm(Arg.Out(mtx), lowerToUpper));

    public static void SetIdentity(InputOutputArray mtx, Scalar? s = null) => NativeMethods.Check(NativeMethods.core_setIdentity(Arg.Out(mtx), s ?? new Scalar(1)));

    public static double Determinant(InputArray mtx)
    {
        NativeMethods.Check(NativeMethods.core_determinant(Arg.In(mtx), out var result));
        return result;
    }

    public static double Invert(InputArray src, OutputArray dst, DecompTypes flags = DecompTypes.LU)
    {
        NativeMethods.Check(NativeMethods.core_invert(Arg.In(src), Arg.Out(dst), (int)flags, out var result));
        return result;
    }

    public static bool Solve(InputArray src1, InputArray src2, OutputArray dst, DecompTypes flags = DecompTypes.LU)
    {
        NativeMethods.Check(NativeMethods.core_solve(Arg.In(src1), Arg.In(src2), Arg.Out(dst), (int)flags, out var result));
        return result;
    }

    public static bool Eigen(InputArray src, OutputArray eigenvalues, OutputArray eigenvectors)
    {
        NativeMethods.Check(NativeMethods.core_eigen(Arg.In(src), Arg.Out(eigenvalues), Arg.Optional(eigenvectors), out var result));
        return result;
    }

    public static void SVDecomp(InputArray src, OutputArray w, OutputArray u, OutputArray vt, SVD.Flags flags = SVD.Flags.None) =>
        NativeMethods.Check(NativeMethods.core_SVDecomp(Arg.In(src), Arg.Out(w), Arg.Out(u), Arg.Out(vt), (int)flags));

    public static void SVBackSubst(InputArray w, InputArray u, InputArray vt, InputArray rhs, OutputArray dst) =>
        NativeMethods.Check(NativeMethods.core_SVBackSubst(Arg.In(w), Arg.In(u), Arg.In(vt), Arg.In(rhs), Arg.Out(dst)));

    public static void Dft(InputArray src, OutputArray dst, DftFlags flags = DftFlags.None, int nonzeroRows = 0) =>
        NativeMethods.Check(NativeMethods.core_dft(Arg.In(src), Arg.Out(dst), (int)flags, nonzeroRows));

    public static void Idft(InputArray src, OutputArray dst, DftFlags flags = DftFlags.None, int nonzeroRows = 0) =>
        NativeMethods.Check(NativeMethods.core_idft(Arg.In(src), Arg.Out(dst), (int)flags, nonzeroRows));

    public static void Dct(InputArray src, OutputArray dst, DctFlags flags = DctFlags.None) =>
        NativeMethods.Check(NativeMethods.core_dct(Arg.In(src), Arg.Out(dst), (int)flags));

    public static void Idct(InputArray src, OutputArray dst, DctFlags flags = DctFlags.None) => Dct(src, dst, flags | DctFlags.Inverse);

    public static void MulSpectrums(InputArray a, InputArray b, OutputArray c, DftFlags flags, bool conjB = false) =>
        NativeMethods.Check(NativeMethods.core_mulSpectrums(Arg.In(a), Arg.In(b), Arg.Out(c), (int)flags, conjB));

    public static int GetOptimalDFTSize(int vecsize)
    {
        NativeMethods.Check(NativeMethods.core_getOptimalDFTSize(vecsize, out var result));
        return result;
    }
}
