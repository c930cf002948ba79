using BenchmarkDotNet.Running;
using Hybrid.Benchmarks;
using Hybrid.Benchmarks.Calibration;
using Hybrid.Benchmarks.Soak;
using Hybrid.Benchmarks.SpatialTransformer;
using Hybrid.Benchmarks.ViewerLoad;

// dotnet run -c Release --project tests/Hybrid.Benchmarks -- --filter '*Matcher*'
// dotnet run -c Release --project tests/Hybrid.Benchmarks -- calibrate EVIDENCE.ndjson EVERY DATASET [DATASET...]
// dotnet run -c Release --project tests/Hybrid.Benchmarks -- summarise RUN FOLDER [PAIRS]
// dotnet run -c Release --project tests/Hybrid.Benchmarks -- cluster [PAIRS [NODES]]
if (args is ["cluster", ..])
    return ClusterSimulation.Run(args[1..]);
// dotnet run -c Release --project tests/Hybrid.Benchmarks -- pairs PANORAMA_SET [THREADS]
if (args is ["pairs", ..])
    return PairSelectionStudy.Run(args[1..]);
// dotnet run -c Release --project tests/Hybrid.Benchmarks -- warm align|overlap|stereo A B ROUNDS METHOD [METHOD...]
if (args is ["warm", ..])
    return WarmTime.Run(args[1..]);
// dotnet run -c Release --project tests/Hybrid.Benchmarks -- cost METHOD OUT.ndjson DATASET [DATASET...]
if (args is ["cost", ..])
    return AlignmentCost.Run(args[1..]);
// dotnet run -c Release --project tests/Hybrid.Benchmarks -- dis A B [THREADS [ultra-fast|fast|medium]]
if (args is ["dis", ..])
    return InverseSearchComparison.Run(args[1..]);
// dotnet run -c Release --project tests/Hybrid.Benchmarks -- disagreements OUT.npy MODEL DATASET [DATASET...]
if (args is ["disagreements", ..])
    return StereoDisagreements.Run(args[1..]);
// dotnet run -c Release --project tests/Hybrid.Benchmarks -- contests OUT.npy MODEL DATASET [DATASET...]
if (args is ["contests", ..])
    return FlowContests.Run(args[1..]);
// dotnet run -c Release --project tests/Hybrid.Benchmarks -- enlarge PANORAMA_SET FOLDER WIDTH [COUNT]
if (args is ["enlarge", _, _, _, ..])
    return ViewEnlargement.Run(args[1..]);
// dotnet run -c Release --project tests/Hybrid.Benchmarks -- sampler tests/Hybrid.Tests/Neural/SpatialTransformer/Fixtures/grid-sample.onnx [THREADS]
// dotnet run -c Release --project tests/Hybrid.Benchmarks -- registration embedded [THREADS [EVERY]]
// dotnet run -c Release --project tests/Hybrid.Benchmarks -- start DATASET [THREADS [MODELS]]
if (args is ["start", _, ..])
    return StartStudy.Run(args[1..]);
// dotnet run -c Release --project tests/Hybrid.Benchmarks -- soak [MINUTES]
if (args is ["soak", ..])
    return await SoakTest.Run(args[1..]);
// dotnet run -c Release --project tests/Hybrid.Benchmarks -- viewer [BAD_REQUESTS]
if (args is ["viewer", ..])
    return await ViewerLoadTest.Run(args[1..]);
if (args is ["sampler", _, ..])
    return SamplerSpeed.Run(args[1..]);
if (args is ["registration", _, ..])
    return RegistrationComparison.Run(args[1..]);
if (args is ["summarise", ..])
    return SummaryScale.Run(args[1..]);
if (args is ["calibrate", ..])
    return ConfidenceCalibration.Run(args[1..]);
BenchmarkSwitcher.FromAssembly(typeof(MatcherBenchmark).Assembly).Run(args);
return 0;
