"""The emptiest Streamlit page that answers a press: what any app pays to say something new."""

import streamlit as st

presses = st.session_state.get("presses", 0)
st.button("Press", on_click=lambda: st.session_state.update(presses=presses + 1))
st.title(f"Pressed {presses} times")
