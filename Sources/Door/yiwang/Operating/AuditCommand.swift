import ArgumentParser
import Cases
import Kernel
import Logging
import Platform

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: CommandText.audit.here, discussion: CommandText.example("yiwang audit verify --json").here,
        subcommands: [Verify.self])

    /// Exit code 1 where anything was altered.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: CommandText.auditVerify.here,
            discussion: CommandText.example("yiwang audit verify --json").here)

        @OptionGroup var options: SettingsOptions
        @Option(name: .customLong("case"), help: CommandText.help(CommandText.auditCase, value: "id")) var caseID: String?
        @Flag(help: CommandText.help(CommandText.json)) var json = false

        func run() async throws {
            let id = try caseID.map { text in
                guard let id = ID(text) else { throw CommandProblem.noCase(text) }
                return id
            }
            let findings = try await options.workbench().withPlatform { try await $0.cases.audit(case: id) }
            for finding in findings {
                if json { Terminal.print(finding.json) } else { print(CommandText.finding(finding).here) }
            }
            if findings.isEmpty, !json { Terminal.say(CommandText.auditGood) }
            if !findings.isEmpty {
                Terminal.tell(CommandText.auditBad(findings.count))
                throw ExitCode.failure
            }
        }
    }
}
