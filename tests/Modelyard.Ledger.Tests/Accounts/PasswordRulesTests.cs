namespace Modelyard.Ledger.Tests;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("blue lanterns on the quay")]
    [InlineData("83!92#71$40%65")]
    [InlineData("пароль для работы дома")]
    [InlineData("testimony by candlelight")]
    [InlineData("k7c3x-2mq9p-vhd84-jw6ty")]
    public void Refusal_PasswordNobodyTriesFirst_IsNone(string password) => PasswordRules.Refusal("ada@acme.example", password).ShouldBeNull();

    [Theory]
    [InlineData("elevenchars", "at least 12")]
    [InlineData("😀😀😀😀😀😀😀😀", "at least 12")]
    [InlineData("password2026!", "tried first")]
    [InlineData("PassWordPassWord", "tried first")]
    [InlineData("Summer2026!!", "tried first")]
    [InlineData("correct horse battery staple", "tried first")]
    [InlineData("123456789012", "tried first")]
    [InlineData("zyxwvutsrqponm", "tried first")]
    [InlineData("qwertyuiop123", "tried first")]
    [InlineData("xk3-xk3-xk3-xk3-", "tried first")]
    [InlineData("aabbaabbaabb", "tried first")]
    [InlineData("my name is augusta.", "name of the account")]
    [InlineData("Augusta@Acme.Example", "name of the account")]
    public void Refusal_PasswordThatIsGuessed_SaysWhy(string password, string why) =>
        PasswordRules.Refusal("augusta@acme.example", password).ShouldNotBeNull().ShouldContain(why);

    [Fact]
    public void Refusal_PasswordLongerThanIsHashed_SaysWhy() => PasswordRules.Refusal("ada", new string([.. Enumerable.Range(0, 257).Select(i => (char)('a' + (i * 7 % 26)))])).ShouldNotBeNull().ShouldContain("at most 256");

    [Fact]
    public void Generate_Many_AreGoodAndDifferent()
    {
        var passwords = Enumerable.Range(0, 100).Select(_ => FirstPassword.Generate()).ToList();

        passwords.Distinct().Count().ShouldBe(100);
        passwords.ShouldAllBe(p => PasswordRules.Refusal("admin", p) == null);
    }

    [Fact]
    public void Hash_OfAPassword_MatchesThatOneOnly()
    {
        var hash = PasswordHash.Create("caf\u00e9 on the corner");

        hash.ShouldNotBe(PasswordHash.Create("caf\u00e9 on the corner"));
        PasswordHash.Matches(hash, "caf\u00e9 on the corner").ShouldBeTrue();
        PasswordHash.Matches(hash, "cafe on the corner").ShouldBeFalse();
        PasswordHash.Matches(PasswordHash.Nobody, "").ShouldBeFalse();
        Should.Throw<LedgerException>(() => PasswordHash.Matches("md5$abc", "x")).Failure.ShouldBe(LedgerFailure.Unusable);
    }
}
