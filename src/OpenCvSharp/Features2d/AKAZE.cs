namespace OpenCvSharp;

/// <summary>Alcantarilla et al., Fast Explicit Diffusion for Accelerated Features in Nonlinear Scale Spaces, BMVC 2013.</summary>
public class AKAZE : Feature2D
{
    private AKAZE(FeatureHandle handle)
        : base(handle)
    {
    }

    public static AKAZE Create(AKAZEDescriptorType descriptorType = AKAZEDescriptorType.MLDB, int descriptorSize = 0, int descriptorChannels = 3, float threshold = 0.001f, int nOctaves = 4, int nOctaveLayers = 4, KAZEDiffusivityType diffusivity = KAZEDiffusivityType.DiffPmG2)
    {
        NativeMethods.Check(NativeMethods.features2d_AKAZE_create((int)descriptorType, descriptorSize, descriptorChannels, threshold, nOctaves, nOctaveLayers, (int)diffusivity, out var handle));
        return new AKAZE(handle);
    }

    public double Threshold
    {
        get
        {
            NativeMethods.Check(NativeMethods.features2d_AKAZE_getThreshold(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.features2d_AKAZE_setThreshold(Handle, value));
    }
}
