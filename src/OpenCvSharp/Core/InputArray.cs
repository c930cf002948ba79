namespace OpenCvSharp;

/// <summary>A read-only argument: a reference to a Mat, or a scalar. It owns nothing native unless made by Create from values.</summary>
public class InputArray : IDisposable
{
    private readonly Mat? mat;
    private readonly Scalar scalar;
    private readonly bool ownsMat;
    private Mat? scalarMat;

    internal InputArray(Mat mat, bool ownsMat = false)
    {
        this.mat = mat;
        this.ownsMat = ownsMat;
    }

    internal InputArray(Scalar scalar) => this.scalar = scalar;

    internal Mat Mat => mat ?? (scalarMat ??= new Mat(4, 1, MatType.CV_64FC1, scalar.Val0, scalar.Val1, scalar.Val2, scalar.Val3));

    internal MatHandle Handle => Mat.Handle;

    public static implicit operator InputArray(Mat mat) => mat is null ? null! : new InputArray(mat);
    public static implicit operator InputArray(Scalar val) => new(val);
    public static implicit operator InputArray(double val) => new(new Scalar(val));

    public static InputArray Create(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        return new InputArray(mat);
    }

    public static InputArray Create(Scalar val) => new(val);
    public static InputArray Create(double val) => new(new Scalar(val));

    public static InputArray Create<T>(IEnumerable<T> enumerable)
        where T : unmanaged => new(Mat.FromArray(enumerable), ownsMat: true);

    public static InputArray Create<T>(IEnumerable<T> enumerable, MatType type)
        where T : unmanaged
    {
        var array = enumerable.ToArray();
        return new(Mat.FromPixelData(array.Length, 1, type, array), ownsMat: true);
    }

    public static InputArray Create<T>(T[] array)
        where T : unmanaged => new(Mat.FromArray(array), ownsMat: true);

    public static InputArray Create<T>(T[,] array)
        where T : unmanaged => new(Mat.FromArray(array), ownsMat: true);

    /// <summary>Frees the little Mat that a scalar needed for one call.</summary>
    internal void ReleaseScalar()
    {
        scalarMat?.Dispose();
        scalarMat = null;
    }

    public void Dispose()
    {
        ReleaseScalar();
        if (ownsMat)
            mat?.Dispose();
        GC.SuppressFinalize(this);
    }
}
