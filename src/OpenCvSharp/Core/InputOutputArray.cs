namespace OpenCvSharp;

/// <summary>An argument that OpenCV both reads and writes.</summary>
public class InputOutputArray : OutputArray
{
    internal InputOutputArray(Mat mat)
        : base(mat)
    {
    }

    public static implicit operator InputOutputArray(Mat mat) => mat is null ? null! : new InputOutputArray(mat);

    public static new InputOutputArray Create(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        return new InputOutputArray(mat);
    }
}
