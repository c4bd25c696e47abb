using Modelyard.Library;

namespace Modelyard.Tests.Library;

public sealed class LicenseExpressionTests
{
    [Theory]
    [InlineData("A", true)]
    [InlineData("X", false)]
    [InlineData("X OR A", true)]
    [InlineData("A OR X AND X", true)]
    [InlineData("(A OR X) AND X", false)]
    [InlineData("(A OR X) AND (X OR A)", true)]
    [InlineData("((A))", true)]
    [InlineData("A and A", true)]
    [InlineData("A WITH exception", false)]
    [InlineData("B WITH exception", true)]
    [InlineData("(A OR X", false)]
    [InlineData("A)", false)]
    [InlineData("A OR", false)]
    [InlineData("A A", false)]
    [InlineData("", false)]
    [InlineData("((((((((((((((((((A))))))))))))))))))", false)]
    public void Expression_IsSatisfied_AsSpdxSays(string expression, bool satisfied) =>
        LicenseExpression.IsSatisfied(expression, l => l is "A" or "B WITH exception").ShouldBe(satisfied);
}
