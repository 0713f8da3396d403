import ArgumentParser
import Kernel
import Platform

struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: CommandText.calendar.here,
        discussion: CommandText.example("yiwang calendar due --from 2026-09-28 --days 5").here, subcommands: [Due.self, Load.self])

    enum Unit: String, ExpressibleByArgument, CaseIterable {
        case workday, day, month

        var unit: Period.Unit {
            switch self {
            case .workday: .workday
            case .day: .day
            case .month: .month
            }
        }
    }

    /// When a limit ends.
    struct Due: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "due", abstract: CommandText.calendarDue.here,
            discussion: CommandText.example("yiwang calendar due --from 2026-09-28 --days 5 --unit workday --json").here)

        @OptionGroup var options: SettingsOptions
        @Option(help: CommandText.help(CommandText.from, value: "date")) var from: String
        @Option(help: CommandText.help(CommandText.days, value: "n")) var days: Int
        @Option(help: CommandText.help(CommandText.unit)) var unit: Unit = .workday
        @Flag(help: CommandText.help(CommandText.json)) var json = false

        func validate() throws {
            guard (0...100_000).contains(days) else { throw ValidationError(CommandText.daysRange.here) }
        }

        func run() async throws {
            guard let start = LocalDate(from) else { throw CommandProblem.badDate(from) }
            let workbench = try options.workbench()
            // Only a database that was named is opened: a calculation must not make one.
            let calendar =
                options.database == nil
                ? WorkingCalendar(years: try Home.find(workbench.settings.home).calendarYears()) : try await workbench.calendar()
            let period = Period(days, unit.unit)
            let due = calendar.due(from: start, period)
            if json {
                Terminal.print([
                    "from": .string(start.description), "count": .int(days), "unit": .string(unit.rawValue),
                    "due": .string(due.date.description),
                    "provisional": .bool(due.provisional),
                ])
            } else {
                print(due.text.here)
            }
        }
    }

    /// Loads the arrangement of a year.
    struct Load: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "load", abstract: CommandText.calendarLoad.here,
            discussion: CommandText.example("yiwang calendar load data/calendar/2027.json --database sqlite:var/yiwang.sqlite").here)

        @OptionGroup var options: SettingsOptions
        @Argument(help: CommandText.help(CommandText.calendarFile, value: "file")) var file: String

        func run() async throws {
            let year = try Home.calendarYear(file: file)
            let loaded = try await options.workbench().load(year)
            Terminal.say(CommandText.calendarLoaded(year.year, years: loaded))
        }
    }
}
