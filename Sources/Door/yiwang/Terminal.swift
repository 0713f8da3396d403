import ArgumentParser
import Foundation
import Kernel
import Store

/// What the program says to whoever started it.
enum Terminal {
    /// The reader's language, from the environment as every program reads it.
    static let language: Language = {
        let environment = ProcessInfo.processInfo.environment
        let name = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        return Language(tag: name.replacing("_", with: "-").prefix { $0 != "." }) ?? .en
    }()

    /// Written at once, whoever reads it.
    static func say(_ text: Text) { FileHandle.standardOutput.write(Data((text[language] + "\n").utf8)) }

    /// An answer for a program: one line of JSON.
    static func print(_ json: JSON) { Swift.print(json.text) }

    /// What is being done goes to standard error, so that answers on standard output stay answers.
    static func tell(_ text: Text) { FileHandle.standardError.write(Data((text[language] + "\n").utf8)) }

    /// The lines of standard input, one at a time.
    static func lines(_ body: (String) throws -> Void) rethrows {
        while let line = readLine(strippingNewline: true) { try body(line) }
    }

    /// Ends the program with the error in plain words. Help, versions and mistakes of usage are the parser's to tell.
    static func end(_ error: any Error) -> Never {
        let plain: String? =
            switch error {
            case let problem as Problem: sentence(problem)
            case let error as StoreError: sentence(CommandText.database(String(describing: error)))
            case let error as MigrationError: sentence(CommandText.database(String(describing: error)))
            case is ExitCode, is CleanExit, is ValidationError: nil
            default: Yiwang.exitCode(for: error) == .failure ? CommandText.failed(String(describing: error)).here : nil
            }
        guard let plain else { Yiwang.exit(withError: error) }
        FileHandle.standardError.write(Data((plain + "\n").utf8))
        exit(1)
    }

    private static func sentence(_ problem: Problem) -> String {
        let faults = problem.faults.map { "\n  \($0.field): \($0.message[language])" }.joined()
        let colon = language == .zh ? "：" : ": "
        return "\(CommandText.error.here)\(colon)\(problem.title[language])\n\(problem.detail[language])\(faults)"
    }

    /// Asks for a password without showing it; from a pipe, the first line.
    static func password(_ prompt: Text) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            guard let line = readLine(strippingNewline: true), !line.isEmpty else { throw CommandProblem.noPassword }
            return line
        }
        FileHandle.standardError.write(Data((prompt.here + " ").utf8))
        var before = termios()
        tcgetattr(STDIN_FILENO, &before)
        var quiet = before
        quiet.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        guard let line = readLine(strippingNewline: true), !line.isEmpty else { throw CommandProblem.noPassword }
        return line
    }
}

extension Text {
    /// In the language of the terminal.
    var here: String { self[Terminal.language] }
}
