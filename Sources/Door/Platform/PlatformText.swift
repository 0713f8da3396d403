package import Kernel

/// Tells the operator what is being done.
package typealias Report = @Sendable (Text) -> Void

/// What the platform says while it starts and stops.
package enum PlatformText {
    static func creatingDatabase(_ address: String) -> Text { Text("正在建立数据库 {at}", "Creating the database {at}").filled(["at": address]) }
    static func openingDatabase(_ address: String) -> Text { Text("正在打开数据库 {at}", "Opening the database {at}").filled(["at": address]) }
    static func makingKeys(_ path: String) -> Text { Text("正在生成密钥 {at}（请备份）", "Making the keys {at} (keep a copy)").filled(["at": path]) }
    static let desk = Text("总操作台", "Console")
    static let importedDraft = "从文件导入"
    static let importAuthor = "yiwang catalogue import"
    static let importingCatalogue = Text("正在读取目录", "Reading the catalogue")

    static func catalogueReady(version: Int, items: Int, things: Int) -> Text {
        Text("目录第 {version} 版：{items} 个事项，{things} 件“一件事”", "Catalogue version {version}: {items} items, {things} one-things")
            .filled(["version": String(version), "items": String(items), "things": String(things)])
    }

    static func calendarLoaded(_ years: [Int]) -> Text {
        Text("节假日安排：{years} 年", "Holiday arrangements: {years}").filled([
            "years": Text(years.map(String.init).joined(separator: "、"), years.map(String.init).joined(separator: ", "))
        ])
    }

    static func noCalendar(_ year: Int) -> Text {
        Text(
            "没有 {year} 年的节假日安排，该年的期限为暂定", "There is no holiday arrangement for {year}; due dates in it are provisional"
        ).filled(["year": String(year)])
    }

    static let stopping = Text("正在停止：不再接受新请求，等待进行中的请求结束", "Stopping: no new requests; those under way are being finished")
    package static let stopped = Text("已停止", "Stopped")
}
