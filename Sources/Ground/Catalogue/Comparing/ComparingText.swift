import Kernel

/// The sentences of a comparison.
enum ComparingText {
    static func headline(_ kind: Text, _ name: Text, _ what: Change.What, _ count: Int) -> Text {
        switch what {
        case .added: Text("\(kind.zh)“\(name.zh)”：新增", "\(kind.en) “\(name.en)”: new")
        case .removed: Text("\(kind.zh)“\(name.zh)”：取消", "\(kind.en) “\(name.en)”: taken away")
        case .changed:
            Text("\(kind.zh)“\(name.zh)”：改了 \(count) 处", "\(kind.en) “\(name.en)”: \(count) \(count == 1 ? "change" : "changes")")
        }
    }

    static func added(_ place: Text, _ after: Text?) -> Text {
        guard let after else { return Text("新增 \(place.zh)", "New: \(place.en)") }
        return Text("新增 \(place.zh)：\(after.zh)", "New: \(place.en): \(after.en)")
    }

    static func removed(_ place: Text, _ before: Text?) -> Text {
        guard let before else { return Text("删去 \(place.zh)", "Gone: \(place.en)") }
        return Text("删去 \(place.zh)（原为 \(before.zh)）", "Gone: \(place.en) (was \(before.en))")
    }

    static func changed(_ place: Text, _ before: Text?, _ after: Text?) -> Text {
        guard let before, let after else { return Text("改动 \(place.zh)", "Changed: \(place.en)") }
        return Text("\(place.zh)：由“\(before.zh)”改为“\(after.zh)”", "\(place.en): “\(before.en)” becomes “\(after.en)”")
    }

    static let moved = Text("次序", "Order")
    static let yes = Text("是", "Yes")
    static let no = Text("否", "No")
    static let onTheSpot = Text("当场", "on the spot")
    static let always = Text("总是", "always")
    static let empty = Text("（空）", "(empty)")
    static func rows(_ count: Int) -> Text { Text("\(count) 项", count == 1 ? "1 entry" : "\(count) entries") }
    static func numbered(_ index: Int) -> Text { Text("第 \(index + 1) 项", "no. \(index + 1)") }
}
