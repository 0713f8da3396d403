import Kernel

/// The sentences of this room.
enum IdentityText {
    static let signIn = Text("登录", "Sign in")
    static let signOut = Text("退出", "Sign out")
    static let signInLede = Text("登录后，已有的资料不用再填。", "Once you are signed in, what we already know need not be typed again.")
    static let login = Text("账号", "Name")
    static let password = Text("密码", "Password")
    static let code = Text("六位验证码", "Six-digit code")
    static let codeHelp = Text("验证器上现在显示的数字。", "The digits that your authenticator shows now.")
    static let demoTitle = Text("示例城市的账号", "Accounts of the demo city")
    static let demoNote = Text("点一下名字就能登录。人物都是虚构的。", "One tap on a name signs you in. All of them are made up.")
    static let actingFor = Text("以谁的名义办事", "Whom do you act for")
    static let actingForLede = Text("给自己办，或者替授权给您的企业办。", "For yourself, or for an enterprise that has given you a mandate.")
    static let myself = Text("我自己", "Myself")
    static let partyHelp = Text("如 enterprise:…；不填表示本人。", "Such as enterprise:…; empty for oneself.")
    static let account = Text("账户", "Account")
    static let name = Text("姓名", "Name")
    static let idNumber = Text("身份证号码", "ID number")
    static let mobile = Text("手机", "Mobile")
    static let codeSetUp = Text("登录验证码", "Sign-in code")
    static let codeWhy = Text(
        "开通后，登录时还要输入验证器上的六位数字，别人拿到密码也登录不了。",
        "With it, signing in also asks for six digits of your authenticator, so that a password alone opens nothing.")
    static let codeOn = Text("已经开通。要关闭，请输入现在的六位数字。", "It is on. To switch it off, enter the digits shown now.")
    static let codeScan = Text(
        "用验证器扫一扫，或手工输入下面的字母，再填入它显示的六位数字。",
        "Scan this with your authenticator, or type the letters below into it; then enter its six digits.")
    static let codeConfirm = Text("确认开通", "Switch it on")
    static let codeRemoval = Text("关闭验证码", "Switch it off")
}
