import Kernel

/// The procedural part of one office: its places, and one row an item. What is not here an office cannot set.
enum ImplementationShape {
    static let fields = [
        ShapeField(
            "code", Text("编码", "Code"), .code(.slug), Text("部门-区划代码", "department-region"), required: true, part: .procedural),
        ShapeField("department", Text("部门", "Department"), .reference(.department), required: true, part: .procedural),
        ShapeField("region", Text("区划代码", "Region"), .code(.region), required: true, part: .procedural),
        ShapeField("level", Text("行使层级", "Level"), .choice(CommonShape.officeLevels, usual: "district"), part: .procedural),
        ShapeField("uscc", Text("统一社会信用代码", "Credit code"), .code(.credit), part: .procedural),
        ShapeField("name", Text("机构名称", "Name of the office"), .text, part: .procedural),
        ShapeField("places", Text("办理地点", "Places"), .list(.record(place)), required: true, part: .procedural),
        ShapeField("phone", Text("咨询电话", "Telephone"), .plain(maxLength: 30), part: .procedural),
        ShapeField("complaints", Text("投诉电话", "Complaints"), .plain(maxLength: 30), part: .procedural),
        ShapeField("illustrative", Text("示例", "An example"), .flag(usual: false), part: .procedural),
        ShapeField("columns", Text("列", "Columns"), .list(.choice(columnChoices, usual: nil)), required: true, part: .procedural),
        ShapeField("rows", Text("各事项", "Rows"), .table(columns), Text("一行一个事项", "One row an item"), required: true, part: .procedural),
    ]

    static let place = [
        ShapeField("code", Text("编码", "Code"), .code(.slug), required: true, part: .procedural),
        ShapeField("name", Text("名称", "Name"), .text, required: true, part: .procedural),
        ShapeField("address", Text("地址", "Address"), .text, part: .procedural),
        ShapeField("hours", Text("办理时间", "Hours"), .text, part: .procedural),
        ShapeField("phone", Text("电话", "Telephone"), .plain(maxLength: 30), part: .procedural),
    ]

    static let columns = [
        ShapeField("item", Text("事项", "Item"), .reference(.item), required: true, part: .procedural),
        ShapeField(
            "place", Text("地点", "Place"), .local(.place), Text("不写就是第一个地点", "The first place, if empty"), part: .procedural),
        ShapeField("windows", Text("窗口", "Windows"), .plain(maxLength: 40), part: .procedural),
        ShapeField(
            "promised", Text("承诺时限", "Time promised"), .number(0...9999), Text("不长于事项的承诺，单位相同", "In the item’s unit, never longer"),
            part: .procedural),
        ShapeField("trips", Text("到现场次数", "Visits"), .number(0...9), Text("不多于事项的规定", "Never more than the item’s"), part: .procedural),
        ShapeField(
            "channels", Text("办理形式", "Channels"), .plain(maxLength: 40), Text("用空格分开", "Separated by spaces"), part: .procedural),
        ShapeField("phone", Text("咨询电话", "Telephone"), .plain(maxLength: 30), part: .procedural),
        ShapeField("local", Text("本地受理", "Handled here"), .flag(usual: true), part: .procedural),
        ShapeField("booking", Text("可预约", "By appointment"), .flag(usual: false), part: .procedural),
    ]

    static let columnChoices = columns.map { Choice($0.key, $0.label) }
}
