namespace OpenCvSharp;

/// <summary>Alcantarilla et al., KAZE Features, ECCV 2012.</summary>
public class KAZE : Feature2D
{
    private KAZE(FeatureHandle handle)
        : base(handle)
    {
    }

    public static KAZE Create(bool extended = false, bool upright = false, float threshold = 0.001f, int nOctaves = 4, int nOctaveLayers = 4, KAZEDiffusivityType diffusivity = KAZEDiffusivityType.DiffPmG2)
    {
        NativeMethods.Check(NativeMethods.features2d_KAZE_create(extended, upright, threshold, nOctaves, nOctaveLayers, (int)diffusivity, out var handle));
        return new KAZE(handle);
    }
}
