import ArgumentParser
import Kernel
import Platform

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: CommandText.account.here,
        discussion: CommandText.example("yiwang account create --login admin --name 王敏 --role administrator").here,
        subcommands: [Create.self])

    /// Makes a member of staff with an account: the first administrator, above all.
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "create", abstract: CommandText.accountCreate.here,
            discussion: CommandText.example("yiwang account create --login admin --name 王敏 --role administrator --region 310000").here)

        @OptionGroup var options: SettingsOptions
        @Option(help: CommandText.help(CommandText.login)) var login: String
        @Option(help: CommandText.help(CommandText.name)) var name: String
        @Option(help: CommandText.help(CommandText.number)) var number: String?
        @Option(help: CommandText.help(CommandText.role)) var role: [String] = ["administrator"]
        @Option(help: CommandText.help(CommandText.department)) var department: String?
        @Option(help: CommandText.help(CommandText.region)) var region: String = "310000"

        func run() async throws {
            let order = StaffAccount(login: login, name: name, number: number, roles: role, department: department, region: region)
            let workbench = try options.workbench()
            try order.check()
            let password = try Terminal.password(CommandText.password)
            try await order.create(password: password, on: workbench)
            Terminal.say(CommandText.accountCreated(login))
        }
    }
}
