namespace Hybrid.Native.Stitching;

/// <summary>How differences of exposure are evened out.</summary>
public enum ExposureModel
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>One gain a picture.</summary>
    Gain = 1,

    /// <summary>One gain a block.</summary>
    GainBlocks = 2,

    /// <summary>One gain a channel.</summary>
    Channels = 3,

    /// <summary>One gain a channel and block.</summary>
    ChannelsBlocks = 4,
}
