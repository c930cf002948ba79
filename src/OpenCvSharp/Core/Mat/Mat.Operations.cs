namespace OpenCvSharp;

public partial class Mat
{
    object ICloneable.Clone() => Clone();

    public Mat Clone()
    {
        NativeMethods.Check(NativeMethods.core_Mat_clone(Handle, out var handle));
        return new Mat(handle);
    }

    public Mat Clone(Rect roi)
    {
        using var part = new Mat(this, roi);
        return part.Clone();
    }

    public void CopyTo(OutputArray m, InputArray? mask = null) => NativeMethods.Check(NativeMethods.core_Mat_copyTo(Handle, Arg.Out(m), Arg.Optional(mask)));

    public void CopyTo(Mat m, InputArray? mask = null) => NativeMethods.Check(NativeMethods.core_Mat_copyTo(Handle, Arg.In(m), Arg.Optional(mask)));

    public void ConvertTo(OutputArray m, MatType rtype, double alpha = 1, double beta = 0) =>
        NativeMethods.Check(NativeMethods.core_Mat_convertTo(Handle, Arg.Out(m), rtype, alpha, beta));

    public void AssignTo(Mat m, MatType? type = null) => NativeMethods.Check(NativeMethods.core_Mat_assignTo(Handle, Arg.In(m), type?.Value ?? -1));

    public Mat SetTo(Scalar value, Mat? mask = null)
    {
        NativeMethods.Check(NativeMethods.core_Mat_setTo_scalar(Handle, value, Arg.Optional(mask)));
        return this;
    }

    public Mat SetTo(InputArray value, Mat? mask = null)
    {
        NativeMethods.Check(NativeMethods.core_Mat_setTo(Handle, Arg.In(value), Arg.Optional(mask)));
        value.ReleaseScalar();
        return this;
    }

    public double Dot(InputArray m)
    {
        NativeMethods.Check(NativeMethods.core_Mat_dot(Handle, Arg.In(m), out var result));
        return result;
    }

    public Mat Cross(InputArray m)
    {
        NativeMethods.Check(NativeMethods.core_Mat_cross(Handle, Arg.In(m), out var handle));
        return new Mat(handle);
    }

    public bool SaveImage(string filename, params ImageEncodingParam[] prms) => Cv2.ImWrite(filename, this, prms);

    public bool ImWrite(string filename, params ImageEncodingParam[] prms) => Cv2.ImWrite(filename, this, prms);

    public byte[] ImEncode(string ext = ".png", params ImageEncodingParam[] prms)
    {
        Cv2.ImEncode(ext, this, out var buf, prms);
        return buf;
    }

    public byte[] ToBytes(string ext = ".png", params ImageEncodingParam[] prms) => ImEncode(ext, prms);

    public MemoryStream ToMemoryStream(string ext = ".png", params ImageEncodingParam[] prms) => new(ImEncode(ext, prms));
}
