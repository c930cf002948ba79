using Hybrid.Neural;

namespace Hybrid.Alignment.Learned;

/// <summary>Sources of learned features, by the name of their model.</summary>
public static class FeatureSources
{
    /// <summary>A source whose network is shared by all who ask for it.</summary>
    /// <param name="name">Name of the model: one that describes keypoints, or one that the user brought and that finds its own.</param>
    /// <param name="keypoints">What finds the keypoints of a network that only describes them.</param>
    /// <param name="settings">Folder of models and threads.</param>
    /// <exception cref="InputException">The model is missing or cannot be used.</exception>
    public static IFeatureSource Open(string name, KeypointKind keypoints, AlignerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return name == DescriptorNetwork.DefaultModel || DescriptorNetwork.Is(name, settings.ModelFolder)
            ? new DescribedKeypoints(DescriptorNetwork.Shared(name, settings.ModelFolder, settings.Threads), keypoints)
            : new PublishedFeatures(FeatureNetwork.Shared(name, settings.ModelFolder, settings.Threads));
    }
}
