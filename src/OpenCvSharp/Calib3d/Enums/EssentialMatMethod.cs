namespace OpenCvSharp;

public enum EssentialMatMethod
{
    LMedS = 4,
    Ransac = 8,
}
