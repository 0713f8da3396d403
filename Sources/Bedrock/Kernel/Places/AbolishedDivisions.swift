extension Regions {
    /// A division that is no more. Identity numbers given under it stay valid for life.
    package struct Abolished: Sendable, Hashable {
        package let code: RegionCode
        package let name: Text
        /// The first year in which it gave out no number.
        package let year: Int
    }

    /// Shanghai's divisions abolished since 1999. A number under one of these codes with a birth after its last year belongs to
    /// nobody: synthetic persons are made of such.
    package static let abolished: [Abolished] = [
        Abolished(code: RegionCode(trusted: "310229"), name: Text("青浦县", "Qingpu County"), year: 1999),
        Abolished(code: RegionCode(trusted: "310102"), name: Text("南市区", "Nanshi"), year: 2000),
        Abolished(code: RegionCode(trusted: "310225"), name: Text("南汇县", "Nanhui County"), year: 2001),
        Abolished(code: RegionCode(trusted: "310226"), name: Text("奉贤县", "Fengxian County"), year: 2001),
        Abolished(code: RegionCode(trusted: "310119"), name: Text("南汇区", "Nanhui"), year: 2009),
        Abolished(code: RegionCode(trusted: "310103"), name: Text("卢湾区", "Luwan"), year: 2011),
        Abolished(code: RegionCode(trusted: "310108"), name: Text("闸北区", "Zhabei"), year: 2015),
        Abolished(code: RegionCode(trusted: "310230"), name: Text("崇明县", "Chongming County"), year: 2016),
    ]
}
