namespace OpenCvSharp;

/// <summary>An argument that OpenCV writes: a reference to the Mat that receives the result.</summary>
public class OutputArray : IDisposable
{
    private readonly Mat mat;

    internal OutputArray(Mat mat) => this.mat = mat;

    internal MatHandle Handle => mat.Handle;

    public static implicit operator OutputArray(Mat mat) => mat is null ? null! : new OutputArray(mat);

    public static OutputArray Create(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        return new OutputArray(mat);
    }

    public void Dispose() => GC.SuppressFinalize(this);
}
