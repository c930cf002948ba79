namespace OpenCvSharp;

public enum MatDiagType
{
    Main = 0,
    Upper = 1,
    Lower = -1,
}
