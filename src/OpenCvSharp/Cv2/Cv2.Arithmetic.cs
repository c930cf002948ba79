namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static void Add(InputArray src1, InputArray src2, OutputArray dst, InputArray? mask = null, int dtype = -1)
    {
        NativeMethods.Check(NativeMethods.core_add(Arg.In(src1), Arg.In(src2), Arg.Out(dst), Arg.Optional(mask), dtype));
        Release(src1, src2);
    }

    public static void Subtract(InputArray src1, InputArray src2, OutputArray dst, InputArray? mask = null, int dtype = -1)
    {
        NativeMethods.Check(NativeMethods.core_subtract(Arg.In(src1), Arg.In(src2), Arg.Out(dst), Arg.Optional(mask), dtype));
        Release(src1, src2);
    }

    public static void Subtract(InputArray src1, Scalar src2, OutputArray dst, InputArray? mask = null, int dtype = -1) =>
        Subtract(src1, (InputArray)src2, dst, mask, dtype);

    public static void Subtract(Scalar src1, InputArray src2, OutputArray dst, InputArray? mask = null, int dtype = -1) =>
        Subtract((InputArray)src1, src2, dst, mask, dtype);

    public static void Multiply(InputArray src1, InputArray src2, OutputArray dst, double scale = 1, int dtype = -1)
    {
        NativeMethods.Check(NativeMethods.core_multiply(Arg.In(src1), Arg.In(src2), Arg.Out(dst), scale, dtype));
        Release(src1, src2);
    }

    public static void Divide(InputArray src1, InputArray src2, OutputArray dst, double scale = 1, int dtype = -1)
    {
        NativeMethods.Check(NativeMethods.core_divide1(Arg.In(src1), Arg.In(src2), Arg.Out(dst), scale, dtype));
        Release(src1, src2);
    }

    public static void Divide(double scale, InputArray src2, OutputArray dst, int dtype = -1) =>
        NativeMethods.Check(NativeMethods.core_divide2(scale, Arg.In(src2), Arg.Out(dst), dtype));

    public static void ScaleAdd(InputArray src1, double alpha, InputArray src2, OutputArray dst) =>
        NativeMethods.Check(NativeMethods.core_scaleAdd(Arg.In(src1), alpha, Arg.In(src2), Arg.Out(dst)));

    public static void AddWeighted(InputArray src1, double alpha, InputArray src2, double beta, double gamma, OutputArray dst, int dtype = -1)
    {
        NativeMethods.Check(NativeMethods.core_addWeighted(Arg.In(src1), alpha, Arg.In(src2), beta, gamma, Arg.Out(dst), dtype));
        Release(src1, src2);
    }

    public static void Absdiff(InputArray src1, InputArray src2, OutputArray dst)
    {
        NativeMethods.Check(NativeMethods.core_absdiff(Arg.In(src1), Arg.In(src2), Arg.Out(dst)));
        Release(src1, src2);
    }

    public static void Min(InputArray src1, InputArray src2, OutputArray dst)
    {
        NativeMethods.Check(NativeMethods.core_min(Arg.In(src1), Arg.In(src2), Arg.Out(dst)));
        Release(src1, src2);
    }

    public static void Min(Mat src1, double src2, Mat dst) => Min((InputArray)src1, src2, dst);

    public static void Max(InputArray src1, InputArray src2, OutputArray dst)
    {
        NativeMethods.Check(NativeMethods.core_max(Arg.In(src1), Arg.In(src2), Arg.Out(dst)));
        Release(src1, src2);
    }

    public static void Max(Mat src1, double src2, Mat dst) => Max((InputArray)src1, src2, dst);

    public static void Compare(InputArray src1, InputArray src2, OutputArray dst, CmpType cmpop)
    {
        NativeMethods.Check(NativeMethods.core_compare(Arg.In(src1), Arg.In(src2), Arg.Out(dst), (int)cmpop));
        Release(src1, src2);
    }

    public static void InRange(InputArray src, InputArray lowerb, InputArray upperb, OutputArray dst)
    {
        NativeMethods.Check(NativeMethods.core_inRange(Arg.In(src), Arg.In(lowerb), Arg.In(upperb), Arg.Out(dst)));
        Release(lowerb, upperb);
    }

    public static void InRange(InputArray src, Scalar lowerb, Scalar upperb, OutputArray dst) =>
        NativeMethods.Check(NativeMethods.core_inRange_scalar(Arg.In(src), lowerb, upperb, Arg.Out(dst)));

    public static void BitwiseAnd(InputArray src1, InputArray src2, OutputArray dst, InputArray? mask = null)
    {
        NativeMethods.Check(NativeMethods.core_bitwise_and(Arg.In(src1), Arg.In(src2), Arg.Out(dst), Arg.Optional(mask)));
        Release(src1, src2);
    }

    public static void BitwiseOr(InputArray src1, InputArray src2, OutputArray dst, InputArray? mask = null)
    {
        NativeMethods.Check(NativeMethods.core_bitwise_or(Arg.In(src1), Arg.In(src2), Arg.Out(dst), Arg.Optional(mask)));
        Release(src1, src2);
    }

    public static void BitwiseXor(InputArray src1, InputArray src2, OutputArray dst, InputArray? mask = null)
    {
        NativeMethods.Check(NativeMethods.core_bitwise_xor(Arg.In(src1), Arg.In(src2), Arg.Out(dst), Arg.Optional(mask)));
        Release(src1, src2);
    }

    public static void BitwiseNot(InputArray src, OutputArray dst, InputArray? mask = null) =>
        NativeMethods.Check(NativeMethods.core_bitwise_not(Arg.In(src), Arg.Out(dst), Arg.Optional(mask)));

    public static void ConvertScaleAbs(InputArray src, OutputArray dst, double alpha = 1, double beta = 0) =>
        NativeMethods.Check(NativeMethods.core_convertScaleAbs(Arg.In(src), Arg.Out(dst), alpha, beta));

    public static void LUT(InputArray src, InputArray lut, OutputArray dst) =>
        NativeMethods.Check(NativeMethods.core_LUT(Arg.In(src), Arg.In(lut), Arg.Out(dst)));

    public static void LUT(InputArray src, byte[] lut, OutputArray dst)
    {
        ArgumentNullException.ThrowIfNull(lut);
        if (lut.Length != 256)
            throw new ArgumentException("lut.Length != 256", nameof(lut));
        using var mat = Mat.FromPixelData(256, 1, MatType.CV_8UC1, lut);
        LUT(src, mat, dst);
    }

    public static void Sqrt(InputArray src, OutputArray dst) => NativeMethods.Check(NativeMethods.core_sqrt(Arg.In(src), Arg.Out(dst)));

    public static void Pow(InputArray src, double power, OutputArray dst) => NativeMethods.Check(NativeMethods.core_pow(Arg.In(src), power, Arg.Out(dst)));

    public static void Exp(InputArray src, OutputArray dst) => NativeMethods.Check(NativeMethods.core_exp(Arg.In(src), Arg.Out(dst)));

    public static void Log(InputArray src, OutputArray dst) => NativeMethods.Check(NativeMethods.core_log(Arg.In(src), Arg.Out(dst)));

    public static void Magnitude(InputArray x, InputArray y, OutputArray magnitude) =>
        NativeMethods.Check(NativeMethods.core_magnitude(Arg.In(x), Arg.In(y), Arg.Out(magnitude)));

    public static void Phase(InputArray x, InputArray y, OutputArray angle, bool angleInDegrees = false) =>
        NativeMethods.Check(NativeMethods.core_phase(Arg.In(x), Arg.In(y), Arg.Out(angle), angleInDegrees));

    public static void CartToPolar(InputArray x, InputArray y, OutputArray magnitude, OutputArray angle, bool angleInDegrees = false) =>
        NativeMethods.Check(NativeMethods.core_cartToPolar(Arg.In(x), Arg.In(y), Arg.Out(magnitude), Arg.Out(angle), angleInDegrees));

    public static void PolarToCart(InputArray magnitude, InputArray angle, OutputArray x, OutputArray y, bool angleInDegrees = false) =>
        NativeMethods.Check(NativeMethods.core_polarToCart(Arg.Optional(magnitude), Arg.In(angle), Arg.Out(x), Arg.Out(y), angleInDegrees));

    public static void PatchNaNs(InputOutputArray a, double val = 0) => NativeMethods.Check(NativeMethods.core_patchNaNs(Arg.Out(a), val));

    private static void Release(InputArray src1, InputArray src2)
    {
        src1.ReleaseScalar();
        src2.ReleaseScalar();
    }
}
