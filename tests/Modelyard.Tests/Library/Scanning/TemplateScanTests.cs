using System.Text;
using System.Text.Json;

namespace Modelyard.Tests.Library;

public sealed class TemplateScanTests
{
    /// <summary>Written in the style of the templates that models come with: roles, tools, loops, macros.</summary>
    private const string Ordinary = """
        {%- if not date_string is defined %}{%- set date_string = strftime_now("%d %b %Y") %}{%- endif %}
        {#- The system message comes first. -#}
        {%- if messages[0]['role'] == 'system' %}
            {%- set system_message = messages[0]['content']|trim %}
            {%- set messages = messages[1:] %}
        {%- else %}
            {%- set system_message = "" %}
        {%- endif %}
        {{- bos_token + "<|start|>system\n" ~ system_message }}
        {%- macro render(call, depth=0) -%}
            {"name": {{ call.name|tojson }}, "arguments": {{ call.arguments | tojson(indent=2) if call.arguments is mapping else call.arguments }}}
        {%- endmacro %}
        {%- set ns = namespace(multi_step_tool=true, last_query_index=messages|length - 1) %}
        {%- for message in messages[::-1] %}
            {%- set index = (messages|length - 1) - loop.index0 %}
            {%- if ns.multi_step_tool and message.role == "user" and not (message.content.startswith('<tool>') and message.content.endswith('</tool>')) %}
                {%- set ns.last_query_index = index %}
            {%- endif %}
        {%- endfor %}
        {%- for message in messages %}
            {%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}
                {{- raise_exception('Roles must alternate user/assistant/user/assistant/...') }}
            {%- endif %}
            {%- if message.content is string %}{{ message.content.split('</think>')[-1].lstrip('\n') }}
            {%- else %}{%- for part in message.content | selectattr('type', 'equalto', 'text') %}{{ part.text }}{%- endfor %}{%- endif %}
            {%- for call in message.tool_calls or [] %}{{ render(call.function) }}{%- if not loop.last %}, {% endif %}{%- endfor %}
            {%- for i in range(3) %}{{ {'a': {'b': i}}['a']['b'] }}{%- endfor %}
            {{- message['content'] | replace('_', ' ') | upper }}
        {%- endfor %}
        {%- generation %}{{ eos_token }}{% endgeneration -%}
        {%- if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{%- endif %}
        """;

    [Fact]
    public async Task Template_AsModelsHaveIt_IsClean()
    {
        (await Scan.FileAsync("chat_template.jinja", Encoding.UTF8.GetBytes(Ordinary))).ShouldBeClean();
        (await Scan.FileAsync("tokenizer_config.json", Json(Ordinary))).ShouldBeClean();
    }

    [Theory]
    [InlineData("MY-TPL-001", "{{ ''.__class__.__mro__[1].__subclasses__() }}")]
    [InlineData("MY-TPL-001", "{{ messages.__init__.__globals__ }}")]
    [InlineData("MY-TPL-001", "{{ messages['__class__'] }}")]
    [InlineData("MY-TPL-001", "{{ messages|attr('__class__') }}")]
    [InlineData("MY-TPL-001", "{{ messages | attr ('clas' ~ 's') }}")]
    [InlineData("MY-TPL-001", "{{ messages['\\x5f\\x5fclass\\x5f\\x5f'] }}")]
    [InlineData("MY-TPL-001", "{{ messages['\\u005f_class__'] }}")]
    [InlineData("MY-TPL-001", "{{ messages['\\137\\137class__'] }}")]
    [InlineData("MY-TPL-001", "{{ messages['_' ~ '_class_' ~ '_'] }}")]
    [InlineData("MY-TPL-001", "{{ messages['_' '_class__'] }}")]
    [InlineData("MY-TPL-001", "{{ messages['\\N{LOW LINE}\\N{LOW LINE}class__'] }}")]
    [InlineData("MY-TPL-001", "{{ messages | map(attribute='__class__') | list }}")]
    [InlineData("MY-TPL-001", "{{ self._TemplateReference__context }}")]
    [InlineData("MY-TPL-001", "{{ lipsum.__globals__['os'].popen('id').read() }}")]
    [InlineData("MY-TPL-001", "{{ cycler.__init__ }}")]
    [InlineData("MY-TPL-001", "{{ '{0.__class__}'.format(messages) }}")]
    [InlineData("MY-TPL-001", "{% for c in [].__class__.__base__.__subclasses__() %}{% endfor %}")]
    [InlineData("MY-TPL-001", "{% set x = messages.gi_frame.f_globals %}")]
    [InlineData("MY-TPL-001", "{%+if __import__('os').system('id')%}{%endif%}")]
    [InlineData("MY-TPL-002", "{% include '/etc/passwd' %}")]
    [InlineData("MY-TPL-002", "{%- import 'x' as y -%}")]
    [InlineData("MY-TPL-002", "{% from 'x' import y %}")]
    [InlineData("MY-TPL-002", "{% extends 'x' %}")]
    [InlineData("MY-TPL-003", "{{ messages | shell }}")]
    [InlineData("MY-TPL-003", "{% exec 'id' %}")]
    [InlineData("MY-TPL-003", "{{ system('id') }}")]
    [InlineData("MY-TPL-004", "{% for i in range(1000000000) %}x{% endfor %}")]
    [InlineData("MY-TPL-004", "{% for i in range(0, 10_000_000_000_000_000_000_000) %}x{% endfor %}")]
    [InlineData("MY-TPL-005", "{{ messages ")]
    [InlineData("MY-TPL-005", "{{ 'unfinished }}")]
    public async Task Template_WithADangerousConstruct_IsFoundWhereverItIs(string rule, string template)
    {
        var inJson = Json(template);
        var named = JsonSerializer.SerializeToUtf8Bytes(new { chat_template = new[] { new { name = "default", template = "{{ messages }}" }, new { name = "tool_use", template } } });

        (await Scan.FileAsync("chat_template.jinja", Encoding.UTF8.GetBytes(template))).ShouldHave(rule);
        (await Scan.FileAsync("additional_chat_templates/a.jinja", Encoding.UTF8.GetBytes(template))).ShouldHave(rule);
        (await Scan.FileAsync("tokenizer_config.json", inJson)).ShouldHave(rule);
        (await Scan.FileAsync("chat_template.json", named)).ShouldHave(rule);
        (await Scan.FileAsync("model.gguf", GgufBytes.Model().Text("tokenizer.chat_template", template).Tensor("a", [4], 0, 0).ToArray())).ShouldHave(rule);
    }

    private static byte[] Json(string template) => JsonSerializer.SerializeToUtf8Bytes(new { bos_token = "<s>", chat_template = template, model_max_length = 4096 });
}
