using System.Runtime.CompilerServices;
using Xunit.v3;

namespace Modelyard.Tests.Testing;

/// <summary>A test of controllers: it runs once over each <see cref="ApiBinding"/>.</summary>
[XunitTestCaseDiscoverer(typeof(ControllerFactDiscoverer))]
[AttributeUsage(AttributeTargets.Method)]
public sealed class ControllerFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
    : FactAttribute(sourceFilePath, sourceLineNumber);

/// <summary>A test of controllers with data: each row runs once over each <see cref="ApiBinding"/>.</summary>
[XunitTestCaseDiscoverer(typeof(ControllerTheoryDiscoverer))]
[AttributeUsage(AttributeTargets.Method)]
public sealed class ControllerTheoryAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
    : TheoryAttribute(sourceFilePath, sourceLineNumber);
