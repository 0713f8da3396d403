import ArgumentParser
import Kernel
import Rules

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: CommandText.rules.here,
        discussion: CommandText.example(#"echo '{"expression": "a + 1", "facts": {"a": 1}}' | yiwang rules eval"#).here,
        subcommands: [Eval.self])

    /// A line of JSON in, a line of JSON out.
    struct Eval: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "eval", abstract: CommandText.rulesEval.here,
            discussion: CommandText.example(
                #"echo '{"expression": "due + @\"P5D\"", "facts": {"due": "@\"2026-11-23\""}}' | yiwang rules eval"#
            ).here)

        func run() {
            let now = Instant.now()
            Terminal.lines { Swift.print(RulesLines.evaluate(line: $0, at: now)) }
        }
    }
}
