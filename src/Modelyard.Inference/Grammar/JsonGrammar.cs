namespace Modelyard.Inference;

/// <summary>GBNF rules of JSON itself.</summary>
internal static class JsonGrammar
{
    // White space is bounded: a model that likes blanks would otherwise fill its whole allowance with them.
    internal const string Rules =
        """
        ws ::= ( " " | "\n" [ \t]{0,20} )?
        value ::= object | array | string | number | boolean | null
        object ::= "{" ws ( member ( "," ws member )* )? "}"
        member ::= string ":" ws value ws
        array ::= "[" ws ( value ws ( "," ws value ws )* )? "]"
        string ::= "\"" char* "\""
        char ::= [^"\\\x7F\x00-\x1F] | "\\" ( ["\\bfnrt/] | "u" [0-9a-fA-F]{4} )
        number ::= integer ( "." [0-9]{1,16} )? ( [eE] [-+]? [0-9]{1,3} )?
        integer ::= "-"? ( "0" | [1-9] [0-9]{0,15} )
        boolean ::= "true" | "false"
        null ::= "null"

        """;

    internal const string AnyObject = "root ::= object\n" + Rules;
}
