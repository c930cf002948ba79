namespace OpenCvSharp;

public abstract class Algorithm : DisposableCvObject
{
}
